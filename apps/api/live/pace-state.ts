import { momentQuery } from '@canbao/projections/moment/moment.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { PaceState } from './pace.ts';

/** Where log and projections of the open campaign stand; null without one. */
export async function paceState(campaign: () => Promise<CurrentCampaign | null>): Promise<PaceState | null> {
  const current = await campaign();
  if (current === null) return null;
  const head = await momentQuery.head(current.live);
  return { position: await momentQuery.position(current.live), head };
}
