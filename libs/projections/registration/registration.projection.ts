import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { LeftoverEvent } from '@canbao/domain/leftover/leftover.events';
import type { RefundEvent } from '@canbao/domain/refund/refund.events';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';

import { projectionOf } from '../projection.ts';
import { registrationTable } from './registration-table.ts';
import { bagged, correct, enrol, enter, certify, leave, match, pass, refund, refuse, register, resolve, returnRows } from './registration-statements.ts';

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
    PersonRegistered: register,
    BagClosed: bagged,
    DepositMatched: match,
    RegistrationPassed: pass,
    RegistrationReturned: returnRows,
    RegistrationCorrected: correct,
    RegistrationEnrolled: enrol,
    RegistrationRefused: refuse,
    CertificateIssued: certify,
    PremiumEntered: enter,
    LeftoverFound: leave,
    LeftoverResolved: resolve,
    RefundRequested: refund('requested'),
    RefundApproved: refund('approved'),
    RefundReleased: refund('released'),
    RefundHandedOn: refund('handed_on'),
    RefundPaid: refund('paid'),
  },
});
