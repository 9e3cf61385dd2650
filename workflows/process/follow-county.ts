import * as wf from '@temporalio/workflow';

import { type CountyNews, countyMoved, newsAfter } from './county-moved.ts';
import { type PlanTime, planTime } from './plan-time.ts';

/**
 * A workflow's ear for its county: the newest news, the plan's time by its clock, and a counter that every message
 * raises, so that a loop looks again (`woken` compares it, and reads nothing else).
 */
export type CountyFollower = {
  readonly news: () => CountyNews;
  readonly time: PlanTime;
  readonly wake: () => void;
  /** Waits until the plan instant, or until something has happened since `seen`. */
  readonly seen: () => number;
  until(planAt: number | null, seen: number): Promise<void>;
};

export function followCounty(first: CountyNews): CountyFollower {
  let news = first;
  let wakes = 0;
  const time = planTime(() => news.clock);
  wf.setHandler(countyMoved, (change) => {
    news = newsAfter(news, change);
    wakes++;
  });
  return {
    news: () => news,
    time,
    wake: () => {
      wakes++;
    },
    seen: () => wakes,
    until: (planAt, seen) => time.until(planAt, () => wakes !== seen),
  };
}
