import { expect, test } from '@jest/globals';
import { dayMs, isDate, startOf, type ShanghaiDate } from '@canbao/domain/shanghai-date';
import fc from 'fast-check';

import { seasonSpeeds } from './season-speeds.ts';

const at = (date: string): number => startOf(date as ShanghaiDate);
const shangcai = { first: at('2019-09-16'), resolved: at('2019-11-11'), last: at('2020-01-01') };
const realDay = (speed: number): number => Math.round(dayMs / speed);

test.each([
  ['nobody is waited for', [], 4_286, 4_286, 1_176],
  ['a hold within two minutes', ['2019-10-05'], 1_053, 5_946, 1_176],
  ['a hold on the first day', ['2019-09-16'], 4_286, 4_286, 1_176],
  ['a hold among the postings', ['2019-12-01'], 4_286, 4_286, 1_176],
])('real milliseconds of a day in five minutes: %s', (_, pauseOn, early, later, posting) => {
  const speedAt = seasonSpeeds({ minutes: 5, pauseOn: pauseOn.filter(isDate) }, shangcai);
  expect(realDay(speedAt(at('2019-09-16')))).toBe(early);
  expect(realDay(speedAt(at('2019-10-06')))).toBe(later);
  expect(realDay(speedAt(at('2019-11-11')))).toBe(posting);
});

test('the whole season takes its minutes, whenever it is held', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 100 }), (minutes, day) => {
      const pauseOn = [new Date(shangcai.first + day * dayMs + 8 * 3_600_000).toISOString().slice(0, 10)].filter(
        isDate,
      );
      const speedAt = seasonSpeeds({ minutes, pauseOn }, shangcai);
      let realMs = 0;
      for (let start = shangcai.first; start < shangcai.last; start += dayMs) realMs += dayMs / speedAt(start);
      expect(realMs).toBeCloseTo(minutes * 60_000, 3);
    }),
  );
});
