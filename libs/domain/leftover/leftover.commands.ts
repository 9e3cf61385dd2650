import type { LeftoverKind } from './leftover.events.ts';

/** Stream `leftover-<registration uuid>`. */
export type LeftoverCommand =
  | {
      readonly type: 'FindLeftover';
      readonly data: {
        readonly registration: string;
        readonly kind: LeftoverKind; /** It has a serial number: its money goes to the treasury. */
        readonly isEnrolled: boolean;
      };
    }
  | {
      readonly type: 'ResolveLeftover';
      readonly data: {
        readonly outcome: 'refunded' | 'nothing-to-return';
        /** Fen that arrived for this registration, and whether its refund has reached the payer. */
        readonly depositedFen: number;
        readonly isRefundPaid: boolean;
      };
    };
