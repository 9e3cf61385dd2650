import { dateOf, endOf } from '../shanghai-date.ts';
import { planInstant } from './campaign-clock.ts';
import type { CampaignClock } from './campaign-clock.ts';

/** How the clock of a rehearsal is changed. `hold` = stand still now; `next-day` = run to the next 24:00; `run` = to `holdAt`, null = through. */
export type ClockChange = {
  readonly action: 'run' | 'hold' | 'next-day';
  readonly holdAt: number | null;
  /** null = as before. */
  readonly speed: number | null;
  readonly heldBy: 'pace' | 'person';
};

/** The segment that begins where the last one stands at `realAt`. Plan time never goes back. */
export function nextClock(
  clock: CampaignClock,
  realAt: number,
  { action, holdAt, speed, heldBy }: ClockChange,
): CampaignClock {
  const planNow = planInstant(clock, realAt);
  const begins = { planStartAt: planNow, realStartAt: realAt, speed: speed ?? clock.speed };
  switch (action) {
    case 'hold':
      return { ...begins, holdAt: planNow, heldBy };
    case 'next-day':
      return { ...begins, holdAt: endOf(dateOf(planNow)), heldBy };
    case 'run':
      return {
        ...begins,
        holdAt: holdAt === null ? null : Math.max(holdAt, planNow),
        heldBy: holdAt === null ? null : heldBy,
      };
  }
}
