import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import type { Phase } from '@canbao/domain/campaign/phase';
import type { TownshipPlan } from '@canbao/domain/township/township-process';
import { defineSignal } from '@temporalio/workflow';

/**
 * What the county hands down to every running workflow whenever it changes: the plan with its dates as they are now,
 * the pause, the plan's clock and the county's phases. Timers follow at once.
 */
export type CountyNews = TownshipPlan & {
  /** Version of the county's stream that this tells of. */
  readonly version: number;
  readonly clock: CampaignClock;
  readonly open: readonly Phase[];
  readonly closed: readonly Phase[];
  /** The campaign is closed: whatever still runs may end. */
  readonly isOver: boolean;
};

export const countyMoved = defineSignal<[CountyNews]>('countyMoved');
