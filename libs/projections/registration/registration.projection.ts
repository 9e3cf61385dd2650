import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { LeftoverEvent } from '@canbao/domain/leftover/leftover.events';
import type { RefundEvent } from '@canbao/domain/refund/refund.events';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';

import { projectionOf } from '../projection.ts';
import { registrationTable } from './registration-table.ts';
import { registrationStatements as statements } from './registration-statements.ts';

type Events = RegistrationEvent | BagEvent | StatementEvent | LeftoverEvent | RefundEvent;

/**
 * One row a registration: who took how much for whom, what each check said, where its money is. The widest and busiest
 * table. Each column is written by one event type (the latest position wins inside it), so types commute once
 * PersonRegistered has made the row. Verdicts stay as positions: which one stands is read from their order.
 */
export const registrationProjection = projectionOf<Events>()({
  name: 'registration',
  version: 1,
  create: registrationTable.create,
  indexes: registrationTable.indexes,
  on: {
    PersonRegistered: statements.register,
    BagClosed: statements.bagged,
    DepositMatched: statements.match,
    RegistrationPassed: statements.pass,
    RegistrationReturned: statements.returnRows,
    RegistrationCorrected: statements.correct,
    RegistrationEnrolled: statements.enrol,
    RegistrationRefused: statements.refuse,
    CertificateIssued: statements.certify,
    PremiumEntered: statements.enter,
    LeftoverFound: statements.leave,
    LeftoverResolved: statements.resolve,
    RefundRequested: statements.refund('requested'),
    RefundApproved: statements.refund('approved'),
    RefundReleased: statements.refund('released'),
    RefundHandedOn: statements.refund('handed_on'),
    RefundPaid: statements.refund('paid'),
  },
});
