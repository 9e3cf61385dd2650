import { rangesOf } from '@canbao/domain/receipt-book/number-range';
import { numberOfReceipt } from '@canbao/domain/receipt-book/receipt-number';
import { dateOf } from '@canbao/domain/shanghai-date';
import type { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import type { ReceiptBook } from '@canbao/projections/receipt-book/receipt-book.query';
import { type MarkedNumber, receiptNumberQuery } from '@canbao/projections/receipt-number/receipt-number.query';

import type { Accounts } from '../access/accounts.ts';
import type { Reader } from '../reading/reader.ts';
import { agentNames } from '../screening/registration-rows.ts';

type BookRow = AnswerOf<typeof receiptBookContract.list>['books'][number];
type BookNumber = AnswerOf<typeof receiptBookContract.page>['numbers'][number];

/** Books of one township with the names of agents and villages, in the order given. */
async function rows(
  { nameOf, state }: Reader,
  accounts: Accounts,
  township: string,
  books: readonly ReceiptBook[],
): Promise<readonly BookRow[]> {
  const names = await agentNames(accounts, `${state.region}/${township}`);
  return books.map(({ lastUsed: _last, township: _township, ...book }) => {
    const [, village = ''] = book.agent.split('-');
    return {
      ...book,
      agentName: names.get(book.agent) ?? book.agent,
      village,
      villageName: nameOf(`${state.region}/${township}/${village}`),
    };
  });
}

/** Every number of a book that has an end or a case, in order. */
async function numbers({ handle }: Reader, book: string): Promise<readonly BookNumber[]> {
  const marked = await receiptNumberQuery.markedOf(handle, book);
  const caseOf = new Map(marked.map((one) => [one.receipt, caseAnswer(one)]));
  const used = (await receiptNumberQuery.usedOf(handle, book)).map(
    ({ receipt, registration, receivedOn }): BookNumber => ({
      number: numberOfReceipt(receipt),
      end: 'used',
      endedOn: receivedOn,
      ...{ why: '', documentSha256: null, registration, isTraced: false },
      case: caseOf.get(receipt) ?? null,
    }),
  );
  const isUsed = new Set(used.map(({ number }) => number));
  const others = marked.map(markedAnswer).filter(({ number }) => !isUsed.has(number));
  return [...used, ...others].sort((a, b) => a.number - b.number);
}

function markedAnswer(one: MarkedNumber): BookNumber {
  const isTraced = one.end === 'traced';
  return {
    number: numberOfReceipt(one.receipt),
    end: isTraced ? 'used' : (one.end ?? 'none'),
    endedOn: one.endAt === null ? null : dateOf(one.endAt),
    why: one.endWhy,
    documentSha256: one.endDocument ?? one.findingDocument,
    registration: one.registration,
    isTraced,
    case: caseAnswer(one),
  };
}

function caseAnswer(one: MarkedNumber): BookNumber['case'] {
  if (one.caseKind === null || one.caseBy === null || one.caseAt === null) return null;
  const isClosed = !one.isCaseOpen;
  return {
    kind: one.caseKind,
    by: one.caseBy,
    why: one.caseWhy ?? '',
    isOpen: one.isCaseOpen,
    reportedAt: one.caseAt,
    finding: isClosed ? one.finding : null,
    findingWhy: isClosed ? one.findingWhy : null,
    closedAt: isClosed ? one.closedAt : null,
  };
}

/** What an agent should still have in the book, and what was reported of it. */
async function blanks(reader: Reader, { book, first, last }: ReceiptBook) {
  const known = await numbers(reader, book);
  const isOpen = (one: BookNumber) => one.case?.isOpen === true;
  const gone = new Set(known.filter((one) => one.end !== 'none' || isOpen(one)).map(({ number }) => number));
  const all = Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
  return {
    blanks: rangesOf(all.filter((number) => !gone.has(number))),
    reported: known.filter(isOpen).map(({ number }) => number),
  };
}

export const bookAnswers = { rows, numbers, blanks };
