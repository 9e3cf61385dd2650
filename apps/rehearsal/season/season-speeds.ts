import type { PolicyPack } from '@canbao/domain/packs/policy-pack';
import { endOf, startOf } from '@canbao/domain/shanghai-date';

import type { RehearsalOptions } from '../rehearsal-options.ts';

/** Plan instants (epoch ms): the season's first, the end of *resolve*, the season's last. */
export type SeasonDates = { readonly first: number; readonly resolved: number; readonly last: number };

export function seasonDates({ calendar: { phases } }: PolicyPack): SeasonDates {
  return {
    first: Math.min(...phases.map(({ opensOn }) => startOf(opensOn))),
    resolved: Math.max(...phases.filter(({ phase }) => phase === 'resolve').map(({ dueOn }) => endOf(dueOn))),
    last: Math.max(...phases.map(({ dueOn }) => endOf(dueOn))),
  };
}

/** Whoever types `npm start` waits for the hold: nothing is to be watched before it, so its days have no more than this. */
const UNTIL_HOLD_MS = 20_000;

/**
 * Plan milliseconds a real millisecond, by plan instant. Four fifths of the minutes go to the days up to the end of
 * *resolve*, evenly, but the days before the first hold for people pass quickly; the postings get the last fifth.
 */
export function seasonSpeeds(
  { minutes, pauseOn }: Pick<RehearsalOptions, 'minutes' | 'pauseOn'>,
  { first, resolved, last }: SeasonDates,
): (planAt: number) => number {
  const realMs = minutes * 60_000;
  const workMs = realMs * 0.8;
  const holdAt = Math.min(...pauseOn.map(startOf));
  const hasHold = holdAt > first && holdAt < resolved;
  const untilHoldMs = hasHold ? Math.min(UNTIL_HOLD_MS, (workMs * (holdAt - first)) / (resolved - first)) : 0;
  const untilHold = hasHold ? (holdAt - first) / untilHoldMs : 0;
  const work = (resolved - (hasHold ? holdAt : first)) / (workMs - untilHoldMs);
  const postings = Math.max(1, last - resolved) / (realMs - workMs);
  return (planAt) => (hasHold && planAt < holdAt ? untilHold : planAt < resolved ? work : postings);
}
