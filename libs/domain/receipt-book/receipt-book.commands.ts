import type { ReceiptCaseKind } from './receipt-book.events.ts';
import type { ReceiptRange } from './receipt-number.ts';

/** A number that a registration holds: whose, by whom, on which Shanghai date. */
export type ReceiptUse = { readonly registration: string; readonly agent: string; readonly receivedOn: string };

/** What the tax branch found out about a reported number. Documents by their SHA-256. */
export type CaseFinding =
  | {
      readonly kind: 'used';
      readonly registration: string;
      readonly documentSha256: string;
      /** What stands in that registration; null = there is none. */
      readonly found: { readonly agent: string; readonly receipt: string } | null;
    }
  | { readonly kind: 'lost'; readonly documentSha256: string }
  | { readonly kind: 'unused' };

/** Stream `book-<T>-<n>`. `use`, `used`: what registrations of the campaign say about the book's numbers. */
export type ReceiptBookCommand =
  | {
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
    }
  | {
      /** By the agent: a sheet is spoilt; its photo stays with the agent. */
      readonly type: 'VoidReceipt';
      readonly data: {
        readonly agent: string;
        readonly receipt: string;
        readonly photoSha256: string;
        readonly reason: string;
        readonly use: ReceiptUse | null;
      };
    }
  | {
      readonly type: 'ReportReceipt';
      readonly data: {
        /** Null: the tax branch reports it. */
        readonly agent: string | null;
        readonly receipt: string;
        readonly kind: ReceiptCaseKind;
        readonly reason: string;
        readonly use: ReceiptUse | null;
      };
    }
  | {
      /** By the tax branch. */
      readonly type: 'CloseReceiptCase';
      readonly data: {
        readonly receipt: string;
        readonly finding: CaseFinding;
        readonly reason: string;
        readonly use: ReceiptUse | null;
      };
    }
  | {
      /** By the agent, who says how many unused sheets go along. */
      readonly type: 'HandBackBook';
      readonly data: { readonly agent: string; readonly sheets: number; readonly used: readonly number[] };
    }
  | {
      /** By the tax branch, which counts them. */
      readonly type: 'CountBook';
      readonly data: { readonly sheets: number; readonly used: readonly number[] };
    }
  | { readonly type: 'SettleBook'; readonly data: { readonly used: readonly number[] } };
