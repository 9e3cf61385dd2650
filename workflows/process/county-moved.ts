import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import type { Phase } from '@canbao/domain/campaign/phase';
import { defineSignal } from '@temporalio/workflow';

/**
 * What the county hands down to every running workflow whenever it changes: the plan's clock, the pause, the county's
 * phases, and the instants (plan, epoch ms) of its deadlines by key. Timers follow at once.
 */
export type CountyNews = {
  readonly clock: CampaignClock;
  readonly isPaused: boolean;
  readonly open: readonly Phase[];
  readonly closed: readonly Phase[];
  readonly dueAt: { readonly [deadline: string]: number };
};

export const countyMoved = defineSignal<[CountyNews]>('countyMoved');
