import { behindSchedule } from './behind-schedule.ts';

const day = 86_400_000;
const schedule = { from: 0, to: 20 * day, ratePercent: 95 };
const unit = (people: number) => [{ name: '芦岗', people, task: 1_000 }];

test.each([
  ['before collection begins', 0, -day, []],
  ['half way, exactly on the line of 475', 475, 10 * day, []],
  ['half way, one person short', 474, 10 * day, ['芦岗']],
  ['at the end, 95 % exactly', 950, 20 * day, []],
  ['long after the end, the line stands', 949, 40 * day, ['芦岗']],
])('R-805 a unit is named when it is behind its schedule: %s', (_, people, now, named) => {
  expect(behindSchedule(unit(people), schedule, now)).toStrictEqual(named);
});
