/** A receipt's number, `SC2020-00012345`: the series, and eight digits. */
export type ReceiptNumber = { readonly series: string; readonly number: number };

/** Numbers `from` to `to` of a series, both included. */
export type ReceiptRange = { readonly series: string; readonly from: number; readonly to: number };

/** null for another form. */
export function parseReceiptNumber(text: string): ReceiptNumber | null {
  const parts = /^([A-Z]{2}\d{4})-(\d{8})$/.exec(text);
  return parts === null ? null : { series: parts[1]!, number: Number(parts[2]) };
}

export const receiptText = ({ series, number }: ReceiptNumber): string =>
  `${series}-${String(number).padStart(8, '0')}`;

/** Whether one of the agent's own books holds the number. */
export const isInBooks = ({ series, number }: ReceiptNumber, books: readonly ReceiptRange[]): boolean =>
  books.some((book) => book.series === series && number >= book.from && number <= book.to);

/** Whether two ranges share a number. */
export const doOverlap = (a: ReceiptRange, b: ReceiptRange): boolean =>
  a.series === b.series && a.from <= b.to && b.from <= a.to;

/** The first unused number of the books, in the order in which they were issued; null when all are used. */
export function nextReceipt(books: readonly ReceiptRange[], used: ReadonlySet<string>): string | null {
  for (const { series, from, to } of books) {
    for (let number = from; number <= to; number++) {
      const text = receiptText({ series, number });
      if (!used.has(text)) return text;
    }
  }
  return null;
}
