/** */
export type LeftoverKind =
  | 'wrong-information'
  | 'duplicate'
  | 'not-eligible'
  | 'deceased'
  | 'already-sponsored'
  | 'refused-by-bureau'
  | 'registration-without-money';

/** Stream `leftover-<registration uuid>`; unit = village. */
export type LeftoverEvent =
  | { readonly type: 'LeftoverFound'; readonly data: { readonly registration: string; readonly kind: LeftoverKind } }
  | {
      readonly type: 'LeftoverResolved';
      readonly data: {
        readonly registration: string;
        readonly kind: LeftoverKind;
        readonly outcome: 'refunded' | 'nothing-to-return';
      };
    };
