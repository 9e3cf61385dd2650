import { approvalProblems } from './approval/approval.problems.ts';
import { bagProblems } from './bag/bag.problems.ts';
import type { DomainEvent } from './domain-event.ts';
import { problemsOf } from './problem.ts';
import type { Problem } from './problem.ts';
import { refundProblems } from './refund/refund.problems.ts';
import { registrationProblems } from './registration/registration.problems.ts';

/** A thing that exists once in a campaign; the log refuses a second event that holds it. */
export type Claim = { readonly kind: ClaimKind; readonly key: string };
export type ClaimKind =
  'receipt' | 'slip' | 'bagged' | 'enrolled' | 'book' | 'approval' | 'refund' | 'line' | 'matched-bag' | 'matched-line';

/**
 * What an event has to claim in its append (I3, I5, I7, R-402, R-407, R-600): the deciders see one stream, the claims
 * see the county. `person` = the envelope's person key.
 */
export function claimsOf(event: DomainEvent, person: string | null): readonly Claim[] {
  switch (event.type) {
    case 'PersonRegistered':
      return [{ kind: 'receipt', key: event.data.receipt }];
    case 'ReceiptBookIssued':
      return [{ kind: 'book', key: event.data.book }];
    case 'BagClosed':
      return [
        { kind: 'slip', key: event.data.code },
        ...event.data.registrations.map((key): Claim => ({ kind: 'bagged', key })),
      ];
    case 'RegistrationEnrolled':
      if (person === null) throw new Error('an enrolment without its person');
      return [{ kind: 'enrolled', key: person }];
    case 'GateOverridden':
    case 'TownshipGateOverridden':
    case 'PhaseReopened':
      return [{ kind: 'approval', key: event.data.approvalId }];
    case 'RefundRequested':
      return [{ kind: 'refund', key: event.data.registration }];
    case 'BankLineRecorded':
      return [{ kind: 'line', key: `${event.data.account}/${event.data.serial}/${event.data.place}` }];
    case 'DepositMatched':
      return [
        { kind: 'matched-bag', key: event.data.code },
        { kind: 'matched-line', key: `${event.data.account}/${event.data.serial}/${event.data.place}` },
      ];
    // A list, not a default: whoever adds an event decides here.
    case 'AccountCleared':
    case 'AccountLocked':
    case 'AccountLockUnconfirmed':
    case 'AccountOpened':
    case 'ApprovalGranted':
    case 'ApprovalRefused':
    case 'ApprovalRequested':
    case 'BagBanked':
    case 'CampaignClosed':
    case 'CampaignOpened':
    case 'CampaignPaused':
    case 'CampaignResumed':
    case 'CertificateIssued':
    case 'ClockSet':
    case 'DeadlineMoved':
    case 'EnrolmentFinished':
    case 'EnrolmentStarted':
    case 'FeedbackReturned':
    case 'FileReceived':
    case 'FileRefused':
    case 'FileTaken':
    case 'FirstCheckStarted':
    case 'HandoverAccepted':
    case 'HandoverSent':
    case 'HoldingBreached':
    case 'HoldingEscalated':
    case 'HoldingWarned':
    case 'LeftoverFound':
    case 'LeftoverResolved':
    case 'LineUnidentified':
    case 'ObjectionAnswered':
    case 'ObjectionRaised':
    case 'PersonListed':
    case 'PhaseClosed':
    case 'PhaseOpened':
    case 'PlanFiled':
    case 'PostingConfirmed':
    case 'PostingStood':
    case 'PostingTakenDown':
    case 'PremiumEntered':
    case 'RefundApproved':
    case 'RefundHandedOn':
    case 'RefundPaid':
    case 'RefundReleased':
    case 'RegisterCheckStarted':
    case 'RegistrationCorrected':
    case 'RegistrationPassed':
    case 'RegistrationRefused':
    case 'RegistrationReturned':
    case 'ReminderIssued':
    case 'ReportIssued':
    case 'RoundHandedOver':
    case 'RowsTaken':
    case 'ScreeningFinished':
    case 'ScreeningStarted':
    case 'SettlementStarted':
    case 'SponsorListReceived':
    case 'StatementRefused':
    case 'StatementTaken':
    case 'TaskTableConfirmed':
    case 'TaskTableImported':
    case 'TownshipPhaseClosed':
    case 'TownshipPhaseOpened':
    case 'TownshipPhaseReopened':
    case 'TownshipTaskSet':
    case 'TrainingConfirmed':
    case 'TreasuryEntered':
    case 'TreasuryEntryOrdered':
      return [];
  }
}

const of = problemsOf('claim');

/** What a person is told when the log answers that a claim is held already. */
export function claimTaken(kind: ClaimKind): Problem {
  switch (kind) {
    case 'receipt':
      return registrationProblems.receiptUsed();
    case 'bagged':
      return bagProblems.alreadyBagged();
    case 'slip':
      return bagProblems.codeTaken();
    case 'enrolled':
      return registrationProblems.alreadyEnrolled();
    case 'approval':
      return approvalProblems.alreadyUsed();
    case 'refund':
      return refundProblems.alreadyRequested();
    case 'book':
    case 'line':
    case 'matched-bag':
    case 'matched-line':
      return of('taken', 409, [
        '已登记 recorded already',
        '这一项已经登记过，只能登记一次。 It has been recorded; it exists once.',
        '刷新后再看。 Look again.',
      ]);
  }
}
