import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import { defineSignal } from '@temporalio/workflow';

/** The plan's clock has a new segment, or the campaign was paused or resumed. Handed down from the county. */
export type ClockMoved = { readonly clock: CampaignClock; readonly isPaused: boolean };

export const clockMoved = defineSignal<[ClockMoved]>('clockMoved');
