import type { Phase } from '../campaign/phase.ts';

/** Stream `township-<T>`, one writer: the township's workflow. Unit = the township. */
export type TownshipEvent =
  | { readonly type: 'TownshipPhaseOpened'; readonly data: { readonly phase: Phase } }
  | { readonly type: 'TownshipPhaseClosed'; readonly data: { readonly phase: Phase; readonly isOverridden: boolean } }
  | {
      /** what the township lacked when it went on all the same, who agreed, and why. */
      readonly type: 'TownshipGateOverridden';
      readonly data: {
        readonly phase: Phase;
        readonly reason: string;
        readonly approvalId: string;
        readonly missing: readonly { readonly unit: string; readonly kind: string; readonly count: number }[];
      };
    }
  | { readonly type: 'TownshipPhaseReopened'; readonly data: { readonly phase: Phase } }
  | {
      /** The health centre began to check the township's registrations of this round. */
      readonly type: 'FirstCheckStarted';
      readonly data: { readonly round: 1 | 2 };
    }
  | {
      /** one uniform list per township, whole. `people` rows went to the tax branch. */
      readonly type: 'RoundHandedOver';
      readonly data: { readonly round: 1 | 2; readonly people: number };
    }
  | {
      /** The tax branch began to ask the population register. Round 2 belongs to enroll. */
      readonly type: 'RegisterCheckStarted';
      readonly data: { readonly round: 1 | 2 };
    }
  | {
      /** Feedback of round 1 went through the health centre to the agents. */
      readonly type: 'FeedbackReturned';
      readonly data: { readonly round: 1; readonly people: number };
    }
  | { readonly type: 'EnrolmentStarted'; readonly data: { readonly handover: number } }
  | { readonly type: 'SettlementStarted'; readonly data: Record<string, never> };
