import type { GateEvidence, SecondPerson } from '../campaign/campaign.commands.ts';
import type { Phase } from '../campaign/phase.ts';

/** Stream `township-<T>`. Evidence is counted in the log when the command is decided. */
export type TownshipCommand =
  | {
      /**
       * The township's part of what the county did. `keepsOpen`: phases that the county closed over an unmet gate while
       * this township was among the missing; it goes on in them until it is ready.
       */
      readonly type: 'FollowCounty';
      readonly data: {
        readonly open: readonly Phase[];
        readonly closed: readonly Phase[];
        readonly keepsOpen: readonly Phase[];
      };
    }
  | { readonly type: 'ReopenTownshipPhase'; readonly data: { readonly phase: Phase } }
  | {
      /** `phases` = those that exist, in order. */
      readonly type: 'AdvanceTownshipPhase';
      readonly data: {
        readonly phase: Phase;
        readonly by: string;
        readonly gate: GateEvidence;
        readonly override: SecondPerson | null;
        readonly phases: readonly Phase[];
      };
    }
  | { readonly type: 'StartFirstCheck'; readonly data: { readonly round: 1 | 2 } }
  | {
      /** `people` passed the first check, `lacking` of them lack a key field, `unchecked` have no verdict yet. */
      readonly type: 'HandOver';
      readonly data: {
        readonly round: 1 | 2;
        readonly people: number;
        readonly lacking: number;
        readonly unchecked: number;
      };
    }
  | { readonly type: 'StartRegisterCheck'; readonly data: { readonly round: 1 | 2 } }
  | {
      /** `people` came back; `isFinished` = the register has answered for everybody handed over. */
      readonly type: 'ReturnFeedback';
      readonly data: { readonly round: 1 | 2; readonly people: number; readonly isFinished: boolean };
    }
  | {
      readonly type: 'StartEnrolment';
      readonly data: {
        readonly handover: number;
        readonly isAccountLocked: boolean;
        readonly isClosingStatementTaken: boolean;
      };
    }
  | { readonly type: 'StartSettlement'; readonly data: Record<string, never> };
