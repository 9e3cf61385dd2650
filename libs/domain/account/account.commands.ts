/** Streams `account-<A>` and, for the lock, `lock-<A>`; A = township code or `subsidy`. Never the bank's own number. */
export type AccountCommand =
  | { readonly type: 'OpenAccount'; readonly data: { readonly account: string; readonly tail: string } }
  | {
      /**
       * `lockedAt` = the bank's instant; `lockDueAt` = from when it may lock (plan, epoch ms); `documentSha256` =
       * of the bank's document, null where its system confirmed the lock.
       */
      readonly type: 'LockAccount';
      readonly data: {
        readonly account: string;
        readonly lockedAt: number;
        readonly lockDueAt: number;
        readonly documentSha256: string | null;
      };
    }
  | { readonly type: 'ReportLockUnconfirmed'; readonly data: { readonly account: string } }
  | {
      /** Gate of resolve. The two balances are the bank's and ours, in fen. */
      readonly type: 'ClearAccount';
      readonly data: { readonly account: string; readonly bankBalanceFen: number; readonly ownBalanceFen: number };
    };
