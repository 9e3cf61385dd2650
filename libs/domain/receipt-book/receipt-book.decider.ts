import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import { bookSettlement } from './book-settlement.ts';
import { type IssuedBook, withEnd, withReturned } from './issued-book.ts';
import type { ReceiptBookCommand } from './receipt-book.commands.ts';
import type { ReceiptBookEvent } from './receipt-book.events.ts';
import { receiptBookProblems } from './receipt-book.problems.ts';
import { receiptCase } from './receipt-case.ts';
import { doOverlap, numberOfReceipt } from './receipt-number.ts';
import { voidReceipt } from './void-receipt.ts';

export type ReceiptBook = { readonly status: 'unissued' } | IssuedBook;

const mostNumbers = 10_000;

/**
 * books go to agents by range, and ranges of the county never share a number. Every number ends as used, void or
 * returned; what has no end keeps the book from being settled. Issued, handed back by the agent, counted and settled by
 * the tax branch: after the first of these steps the agent uses and voids nothing of it any more.
 */
export const receiptBookDecider: Decider<ReceiptBook, ReceiptBookCommand, ReceiptBookEvent> = {
  initial: { status: 'unissued' },
  decide(command, book) {
    if (command.type === 'IssueReceiptBook') return issue(command.data, book);
    if (book.status === 'unissued') return receiptBookProblems.unknown();
    switch (command.type) {
      case 'VoidReceipt':
        return voidReceipt(command.data, book);
      case 'ReportReceipt':
        return receiptCase.report(command.data, book);
      case 'CloseReceiptCase':
        return receiptCase.close(command.data, book);
      case 'HandBackBook':
        return bookSettlement.handBack(command.data, book);
      case 'CountBook':
        return bookSettlement.count(command.data, book);
      case 'SettleBook':
        return bookSettlement.settle(command.data, book);
    }
  },
  evolve(book, event) {
    if (event.type === 'ReceiptBookIssued')
      return { status: 'issued', ...event.data, ends: new Map(), cases: new Map(), sheets: null };
    return book.status === 'unissued' ? book : evolveIssued(book, event);
  },
};

function evolveIssued(book: IssuedBook, event: Exclude<ReceiptBookEvent, { type: 'ReceiptBookIssued' }>): IssuedBook {
  switch (event.type) {
    case 'ReceiptVoided':
      return withEnd(book, [numberOfReceipt(event.data.receipt)], { kind: 'void' });
    case 'ReceiptTraced': {
      const { receipt, registration } = event.data;
      return withEnd(book, [numberOfReceipt(receipt)], { kind: 'traced', registration });
    }
    case 'ReceiptsReturned':
      return withReturned(book, event.data.ranges);
    case 'ReceiptReported':
      return { ...book, cases: new Map([...book.cases, [numberOfReceipt(event.data.receipt), event.data.kind]]) };
    case 'ReceiptCaseClosed': {
      const closed = numberOfReceipt(event.data.receipt);
      return { ...book, cases: new Map([...book.cases].filter(([number]) => number !== closed)) };
    }
    case 'ReceiptBookHandedBack':
      return { ...book, status: 'handed-back', sheets: event.data.sheets };
    case 'ReceiptBookCounted':
      return { ...book, status: 'counted', sheets: event.data.sheets };
    case 'ReceiptBookSettled':
      return { ...book, status: 'settled' };
  }
}

type Issue = Extract<ReceiptBookCommand, { type: 'IssueReceiptBook' }>['data'];

function issue(data: Issue, before: ReceiptBook): readonly ReceiptBookEvent[] | Problem {
  const { book, agent, series, from, to, printedSeries } = data;
  if (from < 1 || from > to || to > 99_999_999 || to - from + 1 > mostNumbers) return receiptBookProblems.badRange();
  if (series !== printedSeries) return receiptBookProblems.otherSeries(printedSeries);
  if (!data.isAgentKnown) return receiptBookProblems.agentUnknown();
  if (before.status !== 'unissued') {
    const isSame = before.agent === agent && before.series === series && before.from === from && before.to === to;
    return isSame ? [] : receiptBookProblems.alreadyIssued();
  }
  if (data.issued.some((range) => doOverlap(range, data))) return receiptBookProblems.rangeTaken();
  return [{ type: 'ReceiptBookIssued', data: { book, agent, series, from, to } }];
}
