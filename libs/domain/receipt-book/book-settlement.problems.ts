import { problemsOf } from '../problem.ts';
import type { Problem, ProblemItem } from '../problem.ts';
import type { BookStatus, IssuedBook } from './issued-book.ts';
import { rangesOf, sizeOf } from './number-range.ts';
import { receiptText } from './receipt-number.ts';

const of = problemsOf('receipt-book');

/** What keeps a book from being handed back, counted or settled. */
export const bookSettlementProblems = {
  alreadyHandedBack: (sheets: number): Problem =>
    of(
      'already-handed-back',
      409,
      [
        '该本已交回 handed back already',
        `交回时是 ${sheets} 张空白收据。 It came back with ${sheets} unused sheets.`,
        '张数不对请与税务分局当面清点。 Count again together with the tax branch.',
      ],
      { field: 'sheets' },
    ),
  alreadyCounted: (sheets: number): Problem =>
    of(
      'already-counted',
      409,
      [
        '该本已清点 counted already',
        `清点时是 ${sheets} 张空白收据。 The count found ${sheets} unused sheets.`,
        '刷新后再看。 Look again.',
      ],
      { field: 'sheets' },
    ),
  sheetsDiffer: (book: IssuedBook, sheets: number, inBook: readonly number[]): Problem =>
    of(
      'sheets-differ',
      409,
      [
        '张数不符 the sheets differ',
        `账上应有空白 ${inBook.length} 张，所填 ${sheets} 张。 There should be ${inBook.length} unused sheets, ${sheets} were stated.`,
        sheets < inBook.length
          ? '少的号码：写坏的作废，找不到的报失，再点一次。 Void the spoilt ones, report the missing ones, then count again.'
          : '多出的号码：核对下列号码，看是否有登记写错了收据号。 Compare with the list: a registration may hold a wrong number.',
      ],
      { field: 'sheets', items: rangeItems(book, inBook, 'unused') },
    ),
  notHandedBack: (): Problem =>
    of('not-handed-back', 409, [
      '该本还在代征人员手中 not handed back yet',
      '代征人员没有交回存根和空白收据。 The agent has not handed back counterfoils and unused sheets.',
      '请代征人员在手机上交回这一本。 Let the agent hand the book back.',
    ]),
  notCounted: (): Problem =>
    of('not-counted', 409, [
      '空白收据还没有清点 not counted yet',
      '交回的空白收据要先清点。 What came back has to be counted first.',
      '清点张数并登记。 Count the sheets and record them.',
    ]),
  /** The gate of settling: what has no end, number by number. */
  unaccounted: (book: IssuedBook, missing: readonly number[]): Problem =>
    of(
      'unaccounted',
      409,
      [
        `还有 ${missing.length} 个号码没有去向 numbers are unaccounted`,
        '已用、作废、退回之和不等于全本号码，不能结清。 Used, void and returned do not add up to the book, so it is not settled.',
        remedyOf(book.status),
      ],
      {
        items: [
          ...rangeItems(
            book,
            missing.filter((number) => book.cases.has(number)),
            'case',
          ),
          ...rangeItems(
            book,
            missing.filter((number) => !book.cases.has(number)),
            'unused',
          ),
        ],
      },
    ),
  casesOpen: (book: IssuedBook, numbers: readonly number[]): Problem =>
    of(
      'cases-open',
      409,
      [
        '还有案件未结 cases are open',
        '号码都有去向，但有重号没有查清。 Every number has ended, but a number used twice is not cleared up.',
        '逐号结案：写明号码属于哪条登记。 Close each case with the registration that the number belongs to.',
      ],
      { items: rangeItems(book, numbers, 'case') },
    ),
};

const remedyOf = (status: BookStatus): string =>
  status === 'issued'
    ? '请代征人员交回这一本，再清点。 Let the agent hand the book back, then count it.'
    : status === 'handed-back'
      ? '清点交回的空白收据，找不到的号码报失。 Count what came back; report what is missing.'
      : '逐号结案：查明用于哪条登记，或附证明按遗失作废。 Close each case: used for which registration, or lost, with the document.';

const mostItems = 30;

/** Ranges of numbers, the first thirty; the last item says how many more there are. */
function rangeItems(
  { series }: IssuedBook,
  numbers: readonly number[],
  kind: 'case' | 'unused',
): readonly ProblemItem[] {
  const ranges = rangesOf([...numbers].sort((a, b) => a - b));
  const words =
    kind === 'case' ? ['已立案，没有结案', 'case not closed'] : ['空白，没有清点退回', 'unused, not counted'];
  const items = ranges.slice(0, mostItems).map((range): ProblemItem => {
    const [from, to] = [range.from, range.to].map((number) => receiptText({ series, number }));
    const [zh, en] = range.from === range.to ? [from, from] : [`${from} 至 ${to}`, `${from} to ${to}`];
    return { kind, count: sizeOf(range), detail: `${zh}，${words[0]} ${words[1]}: ${en}` };
  });
  const rest = ranges.slice(mostItems);
  if (rest.length === 0) return items;
  const count = rest.reduce((sum, range) => sum + sizeOf(range), 0);
  return [...items, { kind, count, detail: `其余 ${rest.length} 段 and ${rest.length} more ranges` }];
}
