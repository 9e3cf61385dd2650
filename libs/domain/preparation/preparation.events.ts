/** What has to stand before money is taken (R-308, gate of mobilize). */
export type PreparationEvent =
  | {
      /** Stream `preparation-<T>`; by the township office. `documentSha256` is the filed plan's digest. */
      readonly type: 'PlanFiled';
      readonly data: { readonly documentSha256: string; readonly title: string };
    }
  | {
      /** Stream `preparation-<T>`; agents by their id `<T>-<V>-<n>`. Lists every agent of the township. */
      readonly type: 'TrainingConfirmed';
      readonly data: { readonly agents: readonly string[]; readonly trainedOn: string };
    };

/** Stream `account-<A>`; A = township code or `subsidy`. The bank's own number is never in the log. */
export type AccountEvent =
  | { readonly type: 'AccountOpened'; readonly data: { readonly account: string; readonly tail: string } }
  | {
      /**
       * `lockedAt` is the bank's instant (plan, epoch ms). `documentSha256`: the digest of the bank's document, where
       * that and not its system confirmed the lock.
       */
      readonly type: 'AccountLocked';
      readonly data: { readonly account: string; readonly lockedAt: number; readonly documentSha256: string | null };
    }
  | { readonly type: 'AccountLockUnconfirmed'; readonly data: { readonly account: string } }
  | {
      /** The bank's balance and ours are both zero (gate of resolve). */
      readonly type: 'AccountCleared';
      readonly data: { readonly account: string; readonly bankBalanceFen: number };
    };
