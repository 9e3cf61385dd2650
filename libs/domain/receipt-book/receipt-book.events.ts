import type { NumberRange } from './number-range.ts';

/** `missing`: nobody knows where the sheet is. `used-twice`: two people hold the same number. */
export type ReceiptCaseKind = 'missing' | 'used-twice';

/** How a case ends: written for a registration; gone, and void with a document; turned up unused. */
export type ReceiptFinding = 'used' | 'lost' | 'unused';

/**
 * Stream `book-<T>-<n>`, unit = the agent's village. R-402: numbers `from` to `to` of `series`, both included; a
 * `receipt` is a number as printed, `SC2020-00012345`. A number is used by its registration; the other ends stand here,
 * and each end claims its number in the county, so that no number has two.
 */
export type ReceiptBookEvent =
  | {
      /** Claims each book once. */
      readonly type: 'ReceiptBookIssued';
      readonly data: {
        readonly book: string;
        readonly agent: string;
        readonly series: string;
        readonly from: number;
        readonly to: number;
      };
    }
  | {
      /** `documentSha256`: of the spoilt sheet's photo, or of what declares a lost one void. */
      readonly type: 'ReceiptVoided';
      readonly data: {
        readonly book: string;
        readonly receipt: string;
        readonly why: 'spoilt' | 'lost';
        readonly documentSha256: string;
        readonly reason: string;
      };
    }
  | {
      /** Opens a case on the book. */
      readonly type: 'ReceiptReported';
      readonly data: {
        readonly book: string;
        readonly receipt: string;
        readonly kind: ReceiptCaseKind;
        readonly by: 'agent' | 'tax-branch';
        readonly reason: string;
      };
    }
  | {
      /** `registration` only with the finding `used`; `documentSha256` null only with `unused`. */
      readonly type: 'ReceiptCaseClosed';
      readonly data: {
        readonly book: string;
        readonly receipt: string;
        readonly kind: ReceiptCaseKind;
        readonly finding: ReceiptFinding;
        readonly registration: string | null;
        readonly documentSha256: string | null;
        readonly reason: string;
      };
    }
  | {
      /** The number was written for a registration that was recorded under another number. */
      readonly type: 'ReceiptTraced';
      readonly data: { readonly book: string; readonly receipt: string; readonly registration: string };
    }
  | {
      /** By the agent: so many unused sheets go to the tax branch. From here on nothing of the book is used. */
      readonly type: 'ReceiptBookHandedBack';
      readonly data: { readonly book: string; readonly agent: string; readonly sheets: number };
    }
  | {
      /** Unused, and counted by the tax branch. Many ranges stand in several events of one append. */
      readonly type: 'ReceiptsReturned';
      readonly data: { readonly book: string; readonly series: string; readonly ranges: readonly NumberRange[] };
    }
  | {
      /** Sheets that the tax branch found in the book. */
      readonly type: 'ReceiptBookCounted';
      readonly data: { readonly book: string; readonly sheets: number };
    }
  | {
      /** used + void + returned = every number of the book. */
      readonly type: 'ReceiptBookSettled';
      readonly data: {
        readonly book: string;
        readonly used: number;
        readonly void: number;
        readonly returned: number;
      };
    };
