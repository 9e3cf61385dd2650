import { endOf, shanghaiDate, startOf } from '../shanghai-date.ts';
import { planInstant, realInstant } from './campaign-clock.ts';
import type { CampaignClock } from './campaign-clock.ts';
import { nextClock } from './next-clock.ts';

const planStartAt = startOf(shanghaiDate('2019-09-20'));
const clock: CampaignClock = { planStartAt, realStartAt: 1_000, speed: 3_600, holdAt: null, heldBy: null };
const change = { holdAt: null, speed: null, heldBy: 'pace' } as const;

test('R-303 a new segment begins where the last one stands, so plan time never jumps', () => {
  for (const action of ['run', 'hold', 'next-day'] as const) {
    const next = nextClock(clock, 11_000, { ...change, action });
    expect(planInstant(next, 11_000)).toBe(planInstant(clock, 11_000));
  }
});

test('held, plan time stands still; run goes on to where it is told', () => {
  const held = nextClock(clock, 11_000, { ...change, action: 'hold' });
  expect(planInstant(held, 99_000)).toBe(planStartAt + 36_000_000);
  expect(realInstant(held, planStartAt + 36_000_001)).toBeNull();
  const on = nextClock(held, 99_000, { ...change, action: 'run', holdAt: planStartAt + 72_000_000, speed: 7_200 });
  expect(planInstant(on, 100_000)).toBe(planStartAt + 36_000_000 + 7_200_000);
  expect(planInstant(on, 999_000)).toBe(planStartAt + 72_000_000);
});

test('next-day stops at 24:00 of the day, from 24:00 at the next one', () => {
  const day = nextClock(clock, 11_000, { ...change, action: 'next-day' });
  expect(day.holdAt).toBe(endOf(shanghaiDate('2019-09-20')));
  const again = nextClock(day, 900_000, { ...change, action: 'next-day' });
  expect(again.holdAt).toBe(endOf(shanghaiDate('2019-09-21')));
});

test('a hold in the past holds now', () => {
  expect(nextClock(clock, 11_000, { ...change, action: 'run', holdAt: planStartAt }).holdAt).toBe(
    planStartAt + 36_000_000,
  );
});
