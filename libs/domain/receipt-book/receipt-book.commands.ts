import type { ReceiptRange } from './receipt-number.ts';

export type ReceiptBookCommand = {
  readonly type: 'IssueReceiptBook';
  readonly data: ReceiptRange & {
    /** `<T>-<n>`, the stream's name. */
    readonly book: string;
    readonly agent: string;
    /** The series that the scheme prints (pack). */
    readonly printedSeries: string;
    readonly isAgentKnown: boolean;
    /** Every range issued in the county so far. */
    readonly issued: readonly ReceiptRange[];
  };
};
