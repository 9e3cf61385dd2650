/** R-604, reconciliation P0: why a statement is not taken. Codes never change; "seen before" is the caller's to know. */
export type StatementDefectCode =
  | 'unreadable'
  | 'missing-column'
  | 'wrong-account'
  | 'number-out-of-order'
  | 'period-gap'
  | 'period-overlap'
  | 'opening-differs'
  | 'sum-differs'
  | 'totals-differ'
  | 'balance-breaks'
  | 'place-out-of-order'
  | 'date-outside';

/** `row` counts the file's lines of account, 1 = the first; absent when the whole file is meant. No personal data. */
export type StatementDefect = {
  readonly code: StatementDefectCode;
  readonly row?: number;
  readonly detail: string;
};
