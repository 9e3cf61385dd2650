import { deciderSpec } from '../decider-spec.ts';
import type { ReceiptBookEvent } from './receipt-book.events.ts';
import type { ReceiptBookCommand } from './receipt-book.commands.ts';
import { receiptBookDecider } from './receipt-book.decider.ts';
import { isInBooks, nextReceipt, parseReceiptNumber, receiptText } from './receipt-number.ts';

const given = deciderSpec(receiptBookDecider);
const book = { book: '101-1', agent: '101-01-1', series: 'SC2020', from: 1, to: 200 };
type Issue = Extract<ReceiptBookCommand, { type: 'IssueReceiptBook' }>['data'];
const issue = (part: Partial<Issue> = {}): ReceiptBookCommand => ({
  type: 'IssueReceiptBook',
  data: { ...book, printedSeries: 'SC2020', isAgentKnown: true, issued: [], ...part },
});
const issued: ReceiptBookEvent = { type: 'ReceiptBookIssued', data: book };

test('R-402 a receipt book is issued to an agent by range', () => {
  expect(given().when(issue())).toStrictEqual([issued]);
  expect(given(issued).when(issue())).toStrictEqual([]);
});

test.each<readonly [string, readonly ReceiptBookEvent[], ReceiptBookCommand, string]>([
  ['from nought', [], issue({ from: 0 }), 'bad-range'],
  ['backwards', [], issue({ from: 201 }), 'bad-range'],
  ['nine digits', [], issue({ from: 99_999_990, to: 100_000_000 }), 'bad-range'],
  ['too thick', [], issue({ to: 10_001 }), 'bad-range'],
  ['of another year', [], issue({ series: 'SC2019' }), 'other-series'],
  ['to nobody', [], issue({ isAgentKnown: false }), 'agent-unknown'],
  ['one number taken at its start', [], issue({ issued: [{ series: 'SC2020', from: 200, to: 400 }] }), 'range-taken'],
  [
    'one number taken at its end',
    [],
    issue({ from: 400, to: 500, issued: [{ series: 'SC2020', from: 200, to: 400 }] }),
    'range-taken',
  ],
  [
    'inside another',
    [],
    issue({ from: 250, to: 260, issued: [{ series: 'SC2020', from: 200, to: 400 }] }),
    'range-taken',
  ],
  ['issued otherwise', [issued], issue({ agent: '101-01-2' }), 'already-issued'],
])('I5 R-402 no book is issued: %s', (_what, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/receipt-book/${why}` });
});

test('R-402 neighbouring books, and the same numbers of another series, share nothing', () => {
  expect(given().when(issue({ from: 201, to: 400, issued: [{ series: 'SC2020', from: 1, to: 200 }] }))).toHaveLength(1);
  expect(given().when(issue({ issued: [{ series: 'SC2019', from: 1, to: 200 }] }))).toHaveLength(1);
});

test('R-402 a number is read, written, and found in the own books only', () => {
  expect(parseReceiptNumber('SC2020-00000200')).toStrictEqual({ series: 'SC2020', number: 200 });
  expect(receiptText({ series: 'SC2020', number: 200 })).toBe('SC2020-00000200');
  expect(['SC2020-200', 'sc2020-00000200', 'SC2020-000002000', ''].map(parseReceiptNumber)).toStrictEqual([
    null,
    null,
    null,
    null,
  ]);
  expect([1, 200, 201].map((number) => isInBooks({ series: 'SC2020', number }, [book]))).toStrictEqual([
    true,
    true,
    false,
  ]);
  expect(isInBooks({ series: 'SC2019', number: 1 }, [book])).toBe(false);
});

test('R-402 the next receipt is the first unused number', () => {
  const books = [
    { series: 'SC2020', from: 1, to: 2 },
    { series: 'SC2020', from: 9, to: 9 },
  ];
  expect(nextReceipt(books, new Set(['SC2020-00000001']))).toBe('SC2020-00000002');
  expect(nextReceipt(books, new Set(['SC2020-00000001', 'SC2020-00000002']))).toBe('SC2020-00000009');
  expect(nextReceipt(books, new Set(['SC2020-00000001', 'SC2020-00000002', 'SC2020-00000009']))).toBeNull();
});
