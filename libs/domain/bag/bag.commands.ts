/** One receipt's money in an agent's hands. */
export type LooseReceipt = {
  readonly registration: string;
  readonly agent: string;
  readonly fen: number;
  /** Plan instant, epoch ms. */
  readonly receivedAt: number;
};

/** Stream `bag-<code>`. */
export type BagCommand =
  | {
      readonly type: 'CloseBag';
      readonly data: {
        readonly code: string;
        readonly agent: string;
        readonly account: string;
        readonly receipts: readonly LooseReceipt[];
        /** Sum in fen as the agent counted it; null = as the receipts say. */
        readonly countedFen: number | null;
        readonly at: number;
        readonly terms: BagTerms;
      };
    }
  | { readonly type: 'BankBag'; readonly data: { readonly agent: string; readonly tellerSlipSha256: string } };

/** Pack and plan. Both limits inclusive; `lastDepositAt` = first instant at which the bank takes nothing more. */
export type BagTerms = { readonly maxPeople: number; readonly capFen: number; readonly lastDepositAt: number };
