import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import type { Phase } from '@canbao/domain/campaign/phase';
import type { TownshipPlan } from '@canbao/domain/township/township-process';
import { defineSignal } from '@temporalio/workflow';

/** The part of the plan that changes when a deadline is moved, and hardly ever otherwise. */
export type CountyPlan = Pick<TownshipPlan, 'phases' | 'deadlines' | 'reminders'>;

/** The part that changes with every step of the county, and with its clock. */
export type CountyState = {
  /** Version of the county's stream that this tells of. */
  readonly version: number;
  readonly isPaused: boolean;
  readonly clock: CampaignClock;
  readonly open: readonly Phase[];
  readonly closed: readonly Phase[];
  /** The campaign is closed: whatever still runs may end. */
  readonly isOver: boolean;
};

/** What every workflow below the county knows of it: the dates as they are now, pause, clock, phases. */
export type CountyNews = CountyPlan & CountyState;

/**
 * Handed down by the county, and by townships to their batches, whenever it changes; timers follow at once. The plan
 * comes along only when it has changed: a rehearsal's clock moves a hundred times, its dates hardly ever.
 */
export type CountyChange = CountyState & { readonly plan?: CountyPlan };

export const countyMoved = defineSignal<[CountyChange]>('countyMoved');

/** The news after a change. */
export const newsAfter = (news: CountyNews, { plan, ...state }: CountyChange): CountyNews => ({
  ...news,
  ...plan,
  ...state,
});

/**
 * Builds changes for those who hear every one of them: the plan goes along with the first and whenever it is another.
 * After a new run it goes along once more, which does no harm.
 */
export function changesFrom(): (news: CountyNews) => CountyChange {
  let told: CountyNews['deadlines'] | null = null;
  return ({ phases, deadlines, reminders, version, isPaused, clock, open, closed, isOver }) => {
    const state: CountyState = { version, isPaused, clock, open, closed, isOver };
    if (deadlines === told) return state;
    told = deadlines;
    return { ...state, plan: { phases, deadlines, reminders } };
  };
}
