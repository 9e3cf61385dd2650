/** A receipt's number, `SC2020-00012345`: the series, and eight digits. */
export type ReceiptNumber = { readonly series: string; readonly number: number };

/** Numbers `from` to `to` of a series, both included. */
export type ReceiptRange = { readonly series: string; readonly from: number; readonly to: number };

/** An agent's book as a registration is held against it; `isClosed` once it has been handed back. */
export type AgentBook = ReceiptRange & { readonly isClosed?: true };

/** null for another form. */
export function parseReceiptNumber(text: string): ReceiptNumber | null {
  const parts = /^([A-Z]{2}\d{4})-(\d{8})$/.exec(text);
  return parts === null ? null : { series: parts[1]!, number: Number(parts[2]) };
}

export const receiptText = ({ series, number }: ReceiptNumber): string =>
  `${series}-${String(number).padStart(8, '0')}`;

/** The number of a receipt that the log holds; throws for another form, which no event has. */
export function numberOfReceipt(receipt: string): number {
  const parsed = parseReceiptNumber(receipt);
  if (parsed === null) throw new Error('an event with a receipt of another form');
  return parsed.number;
}

/** The book that holds the number; undefined when none of them does. */
export const bookHolding = <Book extends ReceiptRange>(
  { series, number }: ReceiptNumber,
  books: readonly Book[],
): Book | undefined => books.find((book) => book.series === series && number >= book.from && number <= book.to);

/** Whether one of the agent's own books holds the number. */
export const isInBooks = (number: ReceiptNumber, books: readonly ReceiptRange[]): boolean =>
  bookHolding(number, books) !== undefined;

/** Whether two ranges share a number. */
export const doOverlap = (a: ReceiptRange, b: ReceiptRange): boolean =>
  a.series === b.series && a.from <= b.to && b.from <= a.to;

/** The first number of the books that is free, in the order in which they were issued; null when none is. */
export function nextReceipt(books: readonly ReceiptRange[], used: ReadonlySet<string>): string | null {
  for (const { series, from, to } of books) {
    for (let number = from; number <= to; number++) {
      const text = receiptText({ series, number });
      if (!used.has(text)) return text;
    }
  }
  return null;
}
