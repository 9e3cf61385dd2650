import { type CampaignClock, planInstant } from '@canbao/domain/campaign/campaign-clock';
import { headsOfAll } from '@canbao/event-log/heads-of-all';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { type CampaignState, campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import type { Reading } from '@canbao/projections/open-reading';
import { liveHandle, type ReadingHandle } from '@canbao/projections/reading-handle';

import { isTableMissing } from '../reading/is-table-missing.ts';

/** The campaign of this installation: the one opened last. */
export type CurrentCampaign = {
  readonly code: string;
  /** Live reading tables. */
  readonly live: ReadingHandle;
  readonly state: CampaignState;
  readonly clock: CampaignClock;
  /** Plan instant at which this request came, epoch ms: `occurredAt` of what it records. */
  readonly planNow: number;
};

/** The tables are made by the projector: before it has run, no campaign is to be seen. */
async function stateOf(live: ReadingHandle): Promise<CampaignState | null> {
  try {
    return await campaignStateQuery.state(live);
  } catch (error) {
    if (isTableMissing(error)) return null;
    throw error;
  }
}

/** Null until a campaign was opened and the projections have seen it. */
export async function currentCampaign(log: EventLog, reading: Reading): Promise<CurrentCampaign | null> {
  const last = (await headsOfAll(log)).at(-1);
  if (last === undefined) return null;
  const live = liveHandle(reading.db, last.number);
  const state = await stateOf(live);
  if (state === null) return null;
  return { code: last.campaign, live, state, clock: state.clock, planNow: planInstant(state.clock, Date.now()) };
}
