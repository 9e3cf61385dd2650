import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Instants are epoch ms on the plan's clock. */
export type CampaignState = {
  readonly code: string;
  readonly title: string;
  readonly region: string;
  readonly pack: { readonly id: string; readonly hash: string };
  readonly coverageYear: number;
  readonly isRehearsal: boolean;
  readonly reportsAt: readonly number[];
  readonly openedAt: number;
  readonly clock: CampaignClock;
  readonly isPaused: boolean;
  readonly pauseReason: string | null;
  readonly closedAt: number | null;
};

/** Null as long as no campaign is open at this moment. */
async function state(handle: ReadingHandle): Promise<CampaignState | null> {
  const rows = await read(
    handle,
    sql<CampaignState>`
      select code, title, region, jsonb_build_object('id', pack_id, 'hash', pack_hash) as pack,
        coverage_year as "coverageYear", is_rehearsal as "isRehearsal", reports_at as "reportsAt",
        ${epochMs('opened_at')} as "openedAt", clock,
        coalesce(paused_position > coalesce(resumed_position, -1), false) as "isPaused",
        case when paused_position > coalesce(resumed_position, -1) then pause_reason end as "pauseReason",
        ${epochMs('closed_at')} as "closedAt"
      from ${tableIn(handle, 'campaign-state')} where campaign = ${handle.campaign}`,
  );
  return rows[0] ?? null;
}

export const campaignStateQuery = { state };
