import type { Approval } from '../approval/approval.decider.ts';
import type { CampaignEvent } from './campaign.events.ts';
import type { ClockChange } from './next-clock.ts';
import type { Phase } from './phase.ts';

/** The gate's answer as it goes into a decision: `missing` are the blocking items only (`missingOf`). */
export type GateEvidence = {
  readonly isMet: boolean;
  readonly missing: readonly { readonly unit: string; readonly kind: string; readonly count: number }[];
};

/** A second person's word: the approval's state as the log has it, and the digest of this very request. */
export type SecondPerson = {
  readonly reason: string;
  readonly approvalId: string;
  readonly approval: Approval;
  readonly requestSha256: string;
};

/** `at` = plan instant of the decision, epoch ms; `by` = account name. Evidence is gathered in activities/ledger. */
export type CampaignCommand =
  | { readonly type: 'OpenCampaign'; readonly data: Extract<CampaignEvent, { type: 'CampaignOpened' }>['data'] }
  | {
      readonly type: 'AdvancePhase';
      readonly data: {
        readonly phase: Phase;
        readonly at: number;
        readonly by: string;
        readonly gate: GateEvidence;
        readonly override: SecondPerson | null;
      };
    }
  | { readonly type: 'OpenPhase'; readonly data: { readonly phase: Phase; readonly at: number } }
  | {
      readonly type: 'ReopenPhase';
      readonly data: {
        readonly phase: Phase;
        readonly by: string;
        readonly second: SecondPerson;
        /** Whether the log holds a TreasuryEntryOrdered. */
        readonly isTreasuryEntryOrdered: boolean;
      };
    }
  | {
      readonly type: 'MoveDeadline';
      /** `deadline` = a phase (its end) or the key of a named deadline. */
      readonly data: { readonly deadline: string; readonly toAt: number; readonly reason: string; readonly at: number };
    }
  | { readonly type: 'PauseCampaign'; readonly data: { readonly reason: string } }
  | { readonly type: 'ResumeCampaign'; readonly data: { readonly reason: string } }
  /** Rehearsals only. `realAt` = real instant, epoch ms. */
  | { readonly type: 'SetClock'; readonly data: ClockChange & { readonly realAt: number } }
  | { readonly type: 'CloseCampaign'; readonly data: { readonly at: number } };
