import type { Approval } from '../approval/approval.decider.ts';
import type { LeftoverKind } from '../leftover/leftover.events.ts';

/** Stream `refund-<registration uuid>`. Money goes back hop by hop: account, health centre, agent, payer. */
export type RefundCommand =
  | {
      readonly type: 'RequestRefund';
      readonly data: {
        readonly registration: string;
        readonly approvalId: string;
        readonly reason: string;
        /** What goes back, and what this payment brought in, in fen. */
        readonly amountFen: number;
        readonly receivedFen: number;
        /** The open leftover it settles; null = none. */
        readonly leftover: LeftoverKind | null;
        /** It has a serial number: its money goes to the treasury, or is there. */
        readonly isEnrolled: boolean;
        /** Whether an earlier request for it was refused by the second person. */
        readonly isEarlierRefused: boolean;
      };
    }
  | {
      readonly type: 'ApproveRefund';
      readonly data: { readonly approvalId: string; readonly approval: Approval; readonly requestSha256: string };
    }
  /** By the bank: `reference` is its own. */
  | { readonly type: 'ReleaseRefund'; readonly data: { readonly account: string; readonly reference: string } }
  | { readonly type: 'HandOnRefund'; readonly data: { readonly agent: string } }
  | { readonly type: 'PayRefund'; readonly data: { readonly agent: string; readonly signatureSha256: string } };
