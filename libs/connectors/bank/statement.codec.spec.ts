import { fen } from '@canbao/domain/fen';

import type { BankLine, BankStatement, StatementExpected } from './bank-statement.ts';
import { statementCodec } from './statement.codec.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const line = (place: number, amountFen: number, balanceFen: number, over: Partial<BankLine> = {}): BankLine => ({
  place,
  serial: `B${String(place).padStart(10, '0')}`,
  kind: 'deposit',
  amountFen: fen(amountFen),
  balanceFen: fen(balanceFen),
  bookedAt: at(`2019-09-21T0${place}:00:00.000`),
  remark: `101-03-101-03-1-K7M4P, "${place}"`,
  ...over,
});
const expected: StatementExpected = {
  account: '101',
  tail: '0001',
  last: { number: 1, to: at('2019-09-20T18:30:00.000'), closingFen: 500_000, place: 2 },
};
const whole: BankStatement = {
  account: '101',
  holder: '上蔡县税务局芦岗医保待解户',
  tail: '0001',
  number: 2,
  from: at('2019-09-20T18:30:00.000'),
  to: at('2019-09-21T18:30:00.000'),
  openingFen: fen(500_000),
  closingFen: fen(1_750_000),
  creditFen: fen(1_500_000),
  debitFen: fen(250_000),
  isClosing: false,
  lines: [
    line(3, 1_000_000, 1_500_000),
    line(4, -250_000, 1_250_000, { kind: 'treasury' }),
    line(5, 500_000, 1_750_000),
  ],
};
const withLine = (index: number, over: Partial<BankLine>): Partial<BankStatement> => ({
  lines: whole.lines.map((one, place) => (place === index ? { ...one, ...over } : one)),
});
const shifted = (by: number): Partial<BankStatement> => ({
  openingFen: fen(whole.openingFen + by),
  closingFen: fen(whole.closingFen + by),
  lines: whole.lines.map((one) => ({ ...one, balanceFen: fen(one.balanceFen + by) })),
});
const readBack = (over: Partial<BankStatement>) =>
  statementCodec.read(statementCodec.write({ ...whole, ...over }), expected);
const found = (over: Partial<BankStatement>) => {
  const reading = readBack(over);
  return reading.status === 'whole'
    ? []
    : reading.defects.map(({ code, row }) => (row === undefined ? code : `${code}@${row}`));
};

test('R-604 a whole statement is taken, to the fen and the second', () => {
  expect(readBack({})).toStrictEqual({ status: 'whole', statement: whole });
});

test('R-604 the first statement of an account opens at zero with number 1', () => {
  const first: BankStatement = {
    ...whole,
    ...shifted(-500_000),
    number: 1,
    lines: [line(1, 1_000_000, 1_000_000), line(2, 250_000, 1_250_000)],
    creditFen: fen(1_250_000),
    debitFen: fen(0),
  };
  expect(statementCodec.read(statementCodec.write(first), { ...expected, last: null }).status).toBe('whole');
});

test('R-604 a day without lines is a statement, too', () => {
  const quiet: Partial<BankStatement> = { lines: [], closingFen: fen(500_000), creditFen: fen(0), debitFen: fen(0) };
  expect(found(quiet)).toStrictEqual([]);
});

// One row per named defect of reconciliation P0: only that one is reported.
test.each<[string, Partial<BankStatement>, readonly string[]]>([
  ['another account', { account: '102' }, ['wrong-account']],
  ['the account under another number', { tail: '0009' }, ['wrong-account']],
  ['a number skipped', { number: 3 }, ['number-out-of-order']],
  ['opening is not the last closing', shifted(1), ['opening-differs']],
  ['opening and lines do not make the closing', { closingFen: fen(1_750_001) }, ['sum-differs']],
  ['the printed sum of credits is wrong', { creditFen: fen(1_500_100) }, ['totals-differ']],
  ['the running balance breaks at line 2', withLine(1, { balanceFen: fen(1_250_001) }), ['balance-breaks@2']],
  ['a gap before the period', { from: whole.from + 1 }, ['period-gap']],
  ['a period that was stated before', { from: whole.from - 1 }, ['period-overlap']],
  ['a line booked on the day before', withLine(0, { bookedAt: whole.from }), ['date-outside@1']],
  ['a line booked after the end', withLine(2, { bookedAt: whole.to + 1 }), ['date-outside@3']],
  ['a line that was left out', withLine(2, { place: 6 }), ['place-out-of-order@3']],
])('R-604 P0: %s', (_harm, over, defects) => {
  expect(found(over)).toStrictEqual(defects);
});

test.each<[string, Partial<BankStatement>, readonly string[]]>([
  ['opening and period', { ...shifted(1), from: whole.from + 1 }, ['period-gap', 'opening-differs']],
  [
    'closing and a line outside',
    { ...withLine(2, { bookedAt: whole.to + 1 }), closingFen: fen(1) },
    ['sum-differs', 'date-outside@3'],
  ],
  [
    'account and balance',
    { ...withLine(0, { balanceFen: fen(7) }), account: '102' },
    ['wrong-account', 'balance-breaks@1'],
  ],
])('R-604 P0: two defects are both named: %s', (_harm, over, defects) => {
  expect(found(over)).toStrictEqual(defects);
});

const file = statementCodec.write(whole);
test.each<[string, string, readonly string[]]>([
  ['a needed column is missing', file.replace('交易流水号', '流水'), ['missing-column']],
  [
    'two columns are missing',
    file.replace('记账时间', '时间').replace('笔数', '数'),
    ['missing-column', 'missing-column'],
  ],
  ['an amount is not money', file.replace(',-2500.00,', ',两千五,'), ['unreadable@2']],
  ['a fraction of a fen', file.replace(',-2500.00,', ',-2500.005,'), ['unreadable@2']],
  ['a day that does not exist', file.replace('2019-09-21 05:', '2019-02-30 05:'), ['unreadable@3']],
  ['fewer lines than printed', file.replace(',3,否', ',4,否'), ['totals-differ']],
  ['a quote that never closes', file.replace('""5"""', '""5'), ['unreadable']],
  ['nothing at all', '', Array.from({ length: 19 }, () => 'missing-column')],
])('R-604 P0: %s', (_harm, text, defects) => {
  const reading = statementCodec.read(text, expected);
  expect(
    reading.status === 'whole' ? [] : reading.defects.map(({ code, row }) => (row ? `${code}@${row}` : code)),
  ).toStrictEqual(defects);
});

test('R-604 columns are found by name: another order and an extra column change nothing', () => {
  const rows = file.trimEnd().split('\r\n');
  const moved = rows
    .map((row, index) => (index < 2 ? `${row},${index === 0 ? '网点' : '上蔡支行'}` : row))
    .join('\r\n');
  expect(statementCodec.read(moved, expected)).toStrictEqual({ status: 'whole', statement: whole });
});

test('R-603 a kind of line that we do not know is shown as other', () => {
  const reading = statementCodec.read(file.replace('缴入国库', '司法扣划'), expected);
  expect(reading.status === 'whole' && reading.statement.lines[1]?.kind).toBe('other');
});
