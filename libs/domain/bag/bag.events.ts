/** Stream `bag-<code>` (slip code of five symbols, R-600). Unit = the agent's village. */
export type BagEvent =
  | {
      /**
       * Envelope `amountFen` = sum of the receipts. Claims `slip/<code>` and, per registration, `bagged/<uuid>`.
       * `firstReceiptAt` (plan, epoch ms) starts the holding clock.
       */
      readonly type: 'BagClosed';
      readonly data: {
        readonly code: string;
        readonly agent: string;
        readonly account: string;
        readonly people: number;
        readonly registrations: readonly string[];
        readonly firstReceiptAt: number;
      };
    }
  | {
      /** The agent's word that it was handed in at the counter; the bank line is the proof. */
      readonly type: 'BagBanked';
      readonly data: {
        readonly code: string;
        readonly agent: string;
        readonly people: number;
        readonly tellerSlipSha256: string;
      };
    };
