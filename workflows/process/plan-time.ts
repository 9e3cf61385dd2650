import { type CampaignClock, planInstant, realInstant } from '@canbao/domain/campaign/campaign-clock';
import * as wf from '@temporalio/workflow';

export type PlanTime = {
  /** Where the plan's clock stands, epoch ms. */
  now(): number;
  /** Real instant (epoch ms) at which a plan instant comes; null = not before the clock is moved on. */
  realAt(planAt: number | null): number | null;
  /**
   * Waits until the plan instant has come or `woken` holds. null, or an instant that a held clock never reaches: no
   * timer is armed, only a message wakes. `woken` reads our own state and nothing else (temporal.md 3).
   */
  until(planAt: number | null, woken: () => boolean): Promise<void>;
};

export function planTime(clock: () => CampaignClock): PlanTime {
  const realAt = (planAt: number | null): number | null => (planAt === null ? null : realInstant(clock(), planAt));
  return {
    now: () => planInstant(clock(), Date.now()),
    realAt,
    async until(planAt, woken) {
      const ringsAt = realAt(planAt);
      if (ringsAt === null) await wf.condition(woken);
      else await wf.condition(woken, Math.max(1, ringsAt - Date.now()));
    },
  };
}
