import type { Projection } from './projection.ts';
import { accountProjection } from './account/account.projection.ts';
import { agentCashProjection } from './agent-cash/agent-cash.projection.ts';
import { approvalProjection } from './approval/approval.projection.ts';
import { bagProjection } from './bag/bag.projection.ts';
import { bankLineProjection } from './bank-line/bank-line.projection.ts';
import { campaignPhaseProjection } from './campaign-phase/campaign-phase.projection.ts';
import { campaignStateProjection } from './campaign-state/campaign-state.projection.ts';
import { comparedChangeProjection } from './duplicate/compared-change.projection.ts';
import { contributionProjection } from './contribution/contribution.projection.ts';
import { dailyCourseProjection } from './daily-course/daily-course.projection.ts';
import { deadlineProjection } from './deadline/deadline.projection.ts';
import { deadlineMoveProjection } from './deadline-move/deadline-move.projection.ts';
import { duplicateVerdictProjection } from './duplicate/duplicate-verdict.projection.ts';
import { eventCountProjection } from './event-count/event-count.projection.ts';
import { handoverProjection } from './handover/handover.projection.ts';
import { holdingAlertProjection } from './holding-alert/holding-alert.projection.ts';
import { intakeProjection } from './intake/intake.projection.ts';
import { intakeRefusalProjection } from './intake-refusal/intake-refusal.projection.ts';
import { looseReceiptProjection } from './loose-receipt/loose-receipt.projection.ts';
import { moneyMoveProjection } from './money-move/money-move.projection.ts';
import { moneyPlaceProjection } from './money-place/money-place.projection.ts';
import { nearDuplicateProjection } from './duplicate/near-duplicate.projection.ts';
import { objectionProjection } from './objection/objection.projection.ts';
import { postingProjection } from './posting/posting.projection.ts';
import { preparationProjection } from './preparation/preparation.projection.ts';
import { receiptBookProjection } from './receipt-book/receipt-book.projection.ts';
import { receiptNumberProjection } from './receipt-number/receipt-number.projection.ts';
import { registrationProjection } from './registration/registration.projection.ts';
import { reminderProjection } from './reminder/reminder.projection.ts';
import { reportProjection } from './report/report.projection.ts';
import { screeningProjection } from './screening/screening.projection.ts';
import { sponsorListProjection } from './sponsor-list/sponsor-list.projection.ts';
import { sponsoredPersonProjection } from './sponsored-person/sponsored-person.projection.ts';
import { taskTableProjection } from './task-table/task-table.projection.ts';
import { townshipProjection } from './township/township.projection.ts';
import { townshipPhaseProjection } from './township-phase/township-phase.projection.ts';
import { townshipStepProjection } from './township-step/township-step.projection.ts';
import { townshipTaskProjection } from './township-task/township-task.projection.ts';
import { treasuryPageProjection } from './treasury-page/treasury-page.projection.ts';
import { villageProgressProjection } from './village-progress/village-progress.projection.ts';

/**
 * Every projection there is; a projection that is not here is not projected. Each group has a connection of its own and
 * moves in one transaction: what stands in one group is always at the same position. `figures` is everything that the
 * identities and the three measures are computed from; `process` is what happens around them.
 */
export const projections = {
  figures: [
    registrationProjection,
    comparedChangeProjection,
    duplicateVerdictProjection,
    nearDuplicateProjection,
    looseReceiptProjection,
    agentCashProjection,
    bagProjection,
    villageProgressProjection,
    contributionProjection,
    dailyCourseProjection,
    moneyMoveProjection,
    moneyPlaceProjection,
    accountProjection,
    bankLineProjection,
    treasuryPageProjection,
  ],
  process: [
    approvalProjection,
    campaignPhaseProjection,
    campaignStateProjection,
    deadlineProjection,
    deadlineMoveProjection,
    eventCountProjection,
    handoverProjection,
    holdingAlertProjection,
    intakeProjection,
    intakeRefusalProjection,
    objectionProjection,
    postingProjection,
    preparationProjection,
    receiptBookProjection,
    receiptNumberProjection,
    reminderProjection,
    reportProjection,
    screeningProjection,
    sponsorListProjection,
    sponsoredPersonProjection,
    taskTableProjection,
    townshipProjection,
    townshipPhaseProjection,
    townshipStepProjection,
    townshipTaskProjection,
  ],
} as const satisfies { readonly [group: string]: readonly Projection[] };

export type ProjectionGroup = keyof typeof projections;

export const allProjections: readonly Projection[] = Object.values(projections).flat();
