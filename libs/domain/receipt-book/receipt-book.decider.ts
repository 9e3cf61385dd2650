import type { Decider } from '../decider.ts';
import type { ReceiptBookEvent } from '../preparation/preparation.events.ts';
import type { ReceiptBookCommand } from './receipt-book.commands.ts';
import { receiptBookProblems } from './receipt-book.problems.ts';
import { doOverlap } from './receipt-number.ts';

export type ReceiptBook = { readonly status: 'unissued' } | ({ readonly status: 'issued' } & ReceiptBookEvent['data']);

const mostNumbers = 10_000;

/** receipt books go to agents by range; ranges of the county never share a number. */
export const receiptBookDecider: Decider<ReceiptBook, ReceiptBookCommand, ReceiptBookEvent> = {
  initial: { status: 'unissued' },
  decide({ data }, issued) {
    const { book, agent, series, from, to, printedSeries } = data;
    if (from < 1 || from > to || to > 99_999_999 || to - from + 1 > mostNumbers) return receiptBookProblems.badRange();
    if (series !== printedSeries) return receiptBookProblems.otherSeries(printedSeries);
    if (!data.isAgentKnown) return receiptBookProblems.agentUnknown();
    if (issued.status === 'issued') {
      const isSame = issued.agent === agent && issued.series === series && issued.from === from && issued.to === to;
      return isSame ? [] : receiptBookProblems.alreadyIssued();
    }
    if (data.issued.some((range) => doOverlap(range, data))) return receiptBookProblems.rangeTaken();
    return [{ type: 'ReceiptBookIssued', data: { book, agent, series, from, to } }];
  },
  evolve: (_book, { data }) => ({ status: 'issued', ...data }),
};
