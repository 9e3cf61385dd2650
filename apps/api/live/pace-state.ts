import { momentQuery } from '@canbao/projections/moment/moment.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { PaceState } from './pace.ts';

/** How long the campaign is taken for the same; another one is opened once a year. */
const SAME_MS = 2_000;

/** Asks where log and projections of the open campaign stand; null without one. Two small queries, asked often. */
export function paceState(campaign: () => Promise<CurrentCampaign | null>): () => Promise<PaceState | null> {
  let live: ReadingHandle | null = null;
  let lookedAt = 0;
  return async () => {
    if (live === null || Date.now() - lookedAt > SAME_MS) {
      live = (await campaign())?.live ?? null;
      lookedAt = Date.now();
    }
    if (live === null) return null;
    const head = await momentQuery.head(live);
    return { position: await momentQuery.position(live), head };
  };
}
