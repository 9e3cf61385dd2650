import type { ApprovalEvent } from './approval/approval.events.ts';
import type { BagEvent } from './bag/bag.events.ts';
import type { CampaignEvent } from './campaign/campaign.events.ts';
import type { DuplicateEvent } from './duplicate/duplicate.events.ts';
import type { EnrolmentEvent } from './enrolment/enrolment.events.ts';
import type { HoldingEvent } from './holding/holding.events.ts';
import type { IntakeEvent } from './intake/intake.events.ts';
import type { LeftoverEvent } from './leftover/leftover.events.ts';
import type { AccountEvent, PreparationEvent } from './preparation/preparation.events.ts';
import type { PublicityEvent } from './publicity/publicity.events.ts';
import type { ReceiptBookEvent } from './receipt-book/receipt-book.events.ts';
import type { RefundEvent } from './refund/refund.events.ts';
import type { RegistrationEvent } from './registration/registration.events.ts';
import type { ReminderEvent } from './reminder/reminder.events.ts';
import type { ReportEvent } from './report/report.events.ts';
import type { SponsorEvent } from './sponsor/sponsor.events.ts';
import type { StatementEvent } from './statement/statement.events.ts';
import type { TaskEvent } from './task/task.events.ts';
import type { TownshipEvent } from './township/township.events.ts';

/** Every fact the log may hold. Projections subscribe to these types; a misspelt one does not compile. */
export type DomainEvent =
  | AccountEvent
  | ApprovalEvent
  | BagEvent
  | CampaignEvent
  | DuplicateEvent
  | EnrolmentEvent
  | HoldingEvent
  | IntakeEvent
  | LeftoverEvent
  | PreparationEvent
  | PublicityEvent
  | ReceiptBookEvent
  | RefundEvent
  | RegistrationEvent
  | ReminderEvent
  | ReportEvent
  | SponsorEvent
  | StatementEvent
  | TaskEvent
  | TownshipEvent;
