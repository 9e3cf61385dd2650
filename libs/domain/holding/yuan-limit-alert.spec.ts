import { shanghaiDate } from '../shanghai-date.ts';
import { yuanLimitAlert } from './yuan-limit-alert.ts';

const at = Date.parse('2019-09-21T02:00:00.000Z');
const limits = {
  ...{ days: 3, capFen: 2_000_000, closingTime: '18:00', lastDepositOn: shanghaiDate('2019-10-10') },
  ...{ warnHours: 24, warnFen: 1_750_000, escalateHours: 24 },
};
const held = (people: number) => ({ people, fen: people * 25_000, firstReceiptAt: people === 0 ? null : at - 1 });
const taking = (people: number) => ({ people, fen: people * 25_000, at });

test.each([
  ['69 people and one more', 69, 1, 'HoldingWarned'],
  ['exactly 20,000 yuan: 79 people and one more', 79, 1, null],
  ['80 people and one more', 80, 1, 'HoldingBreached'],
  ['one more beyond the limit', 81, 1, null],
  ['a file of 90 at once', 0, 90, 'HoldingBreached'],
  ['a file of 75 at once', 0, 75, 'HoldingWarned'],
  ['a first receipt', 0, 1, null],
])('R-601 %s', (_what, before, taken, alert) => {
  expect(yuanLimitAlert('101-03-1', held(before), taking(taken), limits)?.type ?? null).toBe(alert);
});

test('R-601 the alert says since when, by when and how many', () => {
  expect(yuanLimitAlert('101-03-1', held(0), taking(81), limits)).toStrictEqual({
    type: 'HoldingBreached',
    data: {
      agent: '101-03-1',
      limit: 'yuan',
      people: 81,
      firstReceiptAt: at,
      dueAt: Date.parse('2019-09-24T10:00:00.000Z'),
    },
  });
});
