import { type NumberRange, numbersOf } from './number-range.ts';
import type { ReceiptCaseKind } from './receipt-book.events.ts';
import { parseReceiptNumber } from './receipt-number.ts';

/** How a number ended by the book's own facts. That it was used stands in its registration. */
export type OwnEnd =
  | { readonly kind: 'void' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'traced'; readonly registration: string };

/** issued (in the agent's hands), handed back (not counted yet), counted, settled. In this order, never back. */
export type BookStatus = 'issued' | 'handed-back' | 'counted' | 'settled';

export type IssuedBook = {
  readonly status: BookStatus;
  readonly book: string;
  readonly agent: string;
  readonly series: string;
  readonly from: number;
  readonly to: number;
  readonly ends: ReadonlyMap<number, OwnEnd>;
  /** Open cases by number. */
  readonly cases: ReadonlyMap<number, ReceiptCaseKind>;
  /** What was handed in, or counted; null while the agent has the book. */
  readonly sheets: number | null;
};

/** the four kinds add up to the size of the book. */
export type NumberCounts = {
  readonly used: number;
  readonly void: number;
  readonly returned: number;
  readonly unaccounted: number;
};

/** The number of the book that is meant; null for another form, series or book. */
export function numberIn({ series, from, to }: IssuedBook, receipt: string): number | null {
  const parsed = parseReceiptNumber(receipt);
  if (parsed === null || parsed.series !== series) return null;
  return parsed.number >= from && parsed.number <= to ? parsed.number : null;
}

export function countNumbers(book: IssuedBook, used: readonly number[]): NumberCounts {
  const ends = [...book.ends.values()];
  const of = (kind: OwnEnd['kind']): number => ends.filter((end) => end.kind === kind).length;
  return {
    used: new Set(used).size + of('traced'),
    void: of('void'),
    returned: of('returned'),
    unaccounted: unended(book, used).length,
  };
}

/** Numbers without an end, in order. */
export function unended(book: IssuedBook, used: readonly number[]): readonly number[] {
  const isUsed = new Set(used);
  return numbersOf(book).filter((number) => !isUsed.has(number) && !book.ends.has(number));
}

/** The sheets that must still be in the book: without an end, and not reported missing. */
export const sheetsIn = (book: IssuedBook, used: readonly number[]): readonly number[] =>
  unended(book, used).filter((number) => !book.cases.has(number));

export const withEnd = (book: IssuedBook, numbers: readonly number[], end: OwnEnd): IssuedBook => ({
  ...book,
  ends: new Map([...book.ends, ...numbers.map((number): readonly [number, OwnEnd] => [number, end])]),
});

export const withReturned = (book: IssuedBook, ranges: readonly NumberRange[]): IssuedBook =>
  withEnd(book, ranges.flatMap(numbersOf), { kind: 'returned' });
