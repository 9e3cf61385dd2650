import type { CampaignClock } from './campaign-clock.ts';
import type { Phase } from './phase.ts';
import type { Role } from './role.ts';

/** One phase of the plan. Instants are plan instants in epoch ms; `dueAt` is the end of the last day. */
export type PlannedPhase = {
  readonly phase: Phase;
  readonly opensAt: number;
  readonly dueAt: number;
  readonly opensOnDate: boolean;
};

/** A named deadline inside the plan (last deposit, lock, hand-over …). Moving one moves no other. */
export type PlannedDeadline = {
  readonly key: string;
  readonly phase: Phase;
  readonly title: string;
  readonly dueAt: number;
  /** Who has to do it; reminders go to this role and escalate up the line. */
  readonly owner: Role;
  /** Kinds of gate items that keep it open (campaign/gate.ts); empty = a cut-off: it comes, nobody has to do it. */
  readonly waitsFor: readonly string[];
};

export type CampaignEvent =
  | {
      readonly type: 'CampaignOpened';
      readonly data: {
        readonly pack: { readonly id: string; readonly hash: string };
        readonly title: string;
        readonly region: string;
        readonly coverageYear: number;
        readonly isRehearsal: boolean;
        readonly clock: CampaignClock;
        readonly phases: readonly PlannedPhase[];
        readonly deadlines: readonly PlannedDeadline[];
        /** Plan instants of the county's reports. */
        readonly reportsAt: readonly number[];
        /** How long before a due instant people are reminded, and after it told and escalated, in plan ms. */
        readonly reminders: { readonly soonMs: number; readonly overdueMs: number; readonly escalatedMs: number };
        readonly townships: readonly { readonly code: string; readonly name: string }[];
      };
    }
  | { readonly type: 'PhaseOpened'; readonly data: { readonly phase: Phase } }
  | { readonly type: 'PhaseClosed'; readonly data: { readonly phase: Phase; readonly isOverridden: boolean } }
  | {
      readonly type: 'PhaseReopened';
      readonly data: { readonly phase: Phase; readonly reason: string; readonly approvalId: string };
    }
  | {
      /** what was missing when a coordinator went on all the same, township by township. */
      readonly type: 'GateOverridden';
      readonly data: {
        readonly phase: Phase;
        readonly reason: string;
        readonly approvalId: string;
        readonly missing: readonly { readonly unit: string; readonly kind: string; readonly count: number }[];
      };
    }
  | {
      /** `deadline` is a phase (its dueAt) or the key of a named deadline. */
      readonly type: 'DeadlineMoved';
      readonly data: {
        readonly deadline: string;
        readonly fromAt: number;
        readonly toAt: number;
        readonly reason: string;
      };
    }
  | { readonly type: 'CampaignPaused'; readonly data: { readonly reason: string } }
  | { readonly type: 'CampaignResumed'; readonly data: { readonly reason: string } }
  | { readonly type: 'ClockSet'; readonly data: { readonly clock: CampaignClock } }
  | { readonly type: 'CampaignClosed'; readonly data: Record<string, never> };
