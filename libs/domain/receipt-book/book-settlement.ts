import type { Problem } from '../problem.ts';
import { bookSettlementProblems } from './book-settlement.problems.ts';
import { countNumbers, type IssuedBook, sheetsIn, unended } from './issued-book.ts';
import { type NumberRange, rangesOf } from './number-range.ts';
import type { ReceiptBookCommand } from './receipt-book.commands.ts';
import type { ReceiptBookEvent } from './receipt-book.events.ts';
import { receiptBookProblems } from './receipt-book.problems.ts';

type Data<Type extends ReceiptBookCommand['type']> = Extract<ReceiptBookCommand, { type: Type }>['data'];
type Decision = readonly ReceiptBookEvent[] | Problem;

/** An event holds 16 KB; a book whose numbers were used here and there has many short ranges. */
const rangesPerEvent = 300;

/** the agent gives the book back with every sheet that is neither used nor void nor reported missing. */
function handBack({ agent, sheets, used }: Data<'HandBackBook'>, book: IssuedBook): Decision {
  if (book.agent !== agent) return receiptBookProblems.unknown();
  if (book.status !== 'issued')
    return book.sheets === sheets ? [] : bookSettlementProblems.alreadyHandedBack(book.sheets ?? 0);
  const inBook = sheetsIn(book, used);
  if (sheets !== inBook.length) return bookSettlementProblems.sheetsDiffer(book, sheets, inBook);
  return [{ type: 'ReceiptBookHandedBack', data: { book: book.book, agent, sheets } }];
}

/** the tax branch counts what came back; only what was counted is returned. */
function count({ sheets, used }: Data<'CountBook'>, book: IssuedBook): Decision {
  if (book.status === 'issued') return bookSettlementProblems.notHandedBack();
  if (book.status !== 'handed-back')
    return book.sheets === sheets ? [] : bookSettlementProblems.alreadyCounted(book.sheets ?? 0);
  const inBook = sheetsIn(book, used);
  if (sheets !== inBook.length) return bookSettlementProblems.sheetsDiffer(book, sheets, inBook);
  return [
    ...parts(rangesOf(inBook)).map((ranges): ReceiptBookEvent => ({
      type: 'ReceiptsReturned',
      data: { book: book.book, series: book.series, ranges },
    })),
    { type: 'ReceiptBookCounted', data: { book: book.book, sheets } },
  ];
}

/** at zero unaccounted numbers and with no open case, and not before. */
function settle({ used }: Data<'SettleBook'>, book: IssuedBook): Decision {
  if (book.status === 'settled') return [];
  const missing = unended(book, used);
  if (missing.length > 0) return bookSettlementProblems.unaccounted(book, missing);
  if (book.status === 'issued') return bookSettlementProblems.notHandedBack();
  if (book.status === 'handed-back') return bookSettlementProblems.notCounted();
  if (book.cases.size > 0) return bookSettlementProblems.casesOpen(book, [...book.cases.keys()]);
  const { unaccounted: _, ...ended } = countNumbers(book, used);
  return [{ type: 'ReceiptBookSettled', data: { book: book.book, ...ended } }];
}

const parts = (ranges: readonly NumberRange[]): readonly (readonly NumberRange[])[] =>
  Array.from({ length: Math.ceil(ranges.length / rangesPerEvent) }, (_, nth) =>
    ranges.slice(nth * rangesPerEvent, (nth + 1) * rangesPerEvent),
  );

export const bookSettlement = { handBack, count, settle };
