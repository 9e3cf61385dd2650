import { clockTimeOf, readableInstant, shanghaiDate } from './shanghai-date.ts';
import { exceedsCap, holdingDueAt, judgeHolding, nextHoldingCheckAt } from './two-limits.ts';
import type { TwoLimits } from './two-limits.ts';

const limits: TwoLimits = {
  days: 3,
  capFen: 2_000_000,
  closingTime: '18:00',
  lastDepositOn: shanghaiDate('2019-10-10'),
  warnHours: 24,
  warnFen: 1_750_000,
  escalateHours: 24,
};
const at = (on: string, time: string): number => clockTimeOf(shanghaiDate(on), time);

test.each([
  ['2019-09-20', '09:00', '09-23 18:00'],
  ['2019-09-20', '23:59', '09-23 18:00'],
  ['2019-10-07', '09:00', '10-10 18:00'],
  ['2019-10-08', '09:00', '10-10 18:00'],
  ['2019-10-09', '09:00', '10-10 18:00'],
  ['2019-10-10', '09:00', '10-10 18:00'],
  ['2019-10-10', '18:00', '10-10 24:00'],
  ['2019-10-10', '20:00', '10-10 24:00'],
])('R-601 money of %s %s is due %s', (on, time, due) => {
  expect(readableInstant(holdingDueAt(at(on, time), limits))).toBe(due);
});

test('R-601 in hand 1,975,000 + 25,000 is allowed, 25,000 more is a breach', () => {
  expect(exceedsCap(2_000_000, limits)).toBe(false);
  expect(exceedsCap(2_025_000, limits)).toBe(true);
  expect(exceedsCap(2_000_001, limits)).toBe(true);
});

test.each([
  ['just taken', 25_000, '2019-09-20', '09:00', 'none', null],
  ['a day before it is due', 25_000, '2019-09-22', '18:00', 'warned', 'days'],
  ['the minute before closing', 25_000, '2019-09-23', '17:59', 'warned', 'days'],
  ['at closing', 25_000, '2019-09-23', '18:00', 'breached', 'days'],
  ['a day later still', 25_000, '2019-09-24', '18:00', 'escalated', 'days'],
  ['near the cap', 1_750_000, '2019-09-20', '09:00', 'warned', 'yuan'],
  ['at the cap', 2_000_000, '2019-09-20', '09:00', 'warned', 'yuan'],
  ['over the cap', 2_000_001, '2019-09-20', '09:00', 'breached', 'yuan'],
  ['over the cap and late', 2_000_001, '2019-09-23', '18:00', 'breached', 'days'],
  ['nothing in hand', 0, '2019-09-23', '18:00', 'none', null],
])('R-601 warn before, alert on breach, escalate when it lasts: %s', (_what, fen, on, time, state, limit) => {
  const holding = { fen, firstReceiptAt: at('2019-09-20', '09:00') };
  expect(judgeHolding(holding, limits, at(on, time))).toMatchObject({ state, limit });
});

test('R-601 the watch looks again when the verdict may change', () => {
  const holding = { fen: 25_000, firstReceiptAt: at('2019-09-20', '09:00') };
  const looks: string[] = [];
  for (let next = nextHoldingCheckAt(holding, limits, holding.firstReceiptAt); next !== null;) {
    looks.push(readableInstant(next));
    next = nextHoldingCheckAt(holding, limits, next);
  }
  expect(looks).toStrictEqual(['09-22 18:00', '09-23 18:00', '09-24 18:00']);
  expect(nextHoldingCheckAt({ fen: 0, firstReceiptAt: null }, limits, 0)).toBeNull();
});
