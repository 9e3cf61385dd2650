/** Stream `publicity-<T>-<V>`. `at` = plan instant, epoch ms; dates are Shanghai dates. */
export type PublicityCommand =
  | {
      readonly type: 'ConfirmPosting';
      readonly data: {
        readonly photoSha256: string;
        readonly postedOn: string;
        readonly people: number;
        readonly at: number;
        /** First day of the pack. */
        readonly firstOn: string;
      };
    }
  | { readonly type: 'RaiseObjection'; readonly data: { readonly objection: string; readonly subject: string } }
  | { readonly type: 'AnswerObjection'; readonly data: { readonly objection: string; readonly answer: string } }
  /** By the process, when the time has passed. */
  | { readonly type: 'LetPostingStand'; readonly data: { readonly at: number; readonly months: number } }
  | {
      readonly type: 'TakeDownPosting';
      readonly data: { readonly photoSha256: string; readonly takenDownOn: string; readonly at: number };
    };
