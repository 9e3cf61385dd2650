/** Stream `publicity-<T>-<V>`; unit = village. */
export type PublicityEvent =
  | {
      readonly type: 'PostingConfirmed';
      readonly data: { readonly photoSha256: string; readonly postedOn: string; readonly people: number };
    }
  | { readonly type: 'ObjectionRaised'; readonly data: { readonly objection: string; readonly subject: string } }
  | { readonly type: 'ObjectionAnswered'; readonly data: { readonly objection: string; readonly answer: string } }
  | { readonly type: 'PostingStood'; readonly data: { readonly stoodUntil: string } }
  | {
      readonly type: 'PostingTakenDown';
      readonly data: { readonly photoSha256: string; readonly takenDownOn: string };
    };
