import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** One row a campaign: what was opened, its clock, whether it is paused or closed. */
export const campaignStateProjection = projectionOf<CampaignEvent>()({
  name: 'campaign-state',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int primary key,
      code text not null,
      title text not null,
      region text not null,
      pack_id text not null,
      pack_hash text not null,
      coverage_year int not null,
      is_rehearsal boolean not null,
      reports_at jsonb not null,            -- plan instants, epoch ms (R-805)
      opened_at timestamptz not null,
      clock jsonb not null,
      clock_position bigint not null,
      paused_position bigint,               -- null: never paused
      pause_reason text,
      resumed_position bigint,              -- null: never resumed
      closed_at timestamptz                 -- null: goes on
    )`,
  on: {
    CampaignOpened: ({ events, table }) => sql`
      insert into ${table} (campaign, code, title, region, pack_id, pack_hash, coverage_year, is_rehearsal, reports_at,
        opened_at, clock, clock_position)
      select campaign, campaign_code, data ->> 'title', data ->> 'region', data #>> '{pack,id}', data #>> '{pack,hash}',
        (data ->> 'coverageYear')::int, (data ->> 'isRehearsal')::boolean, coalesce(data -> 'reportsAt', '[]'),
        occurred_at, data -> 'clock', position
      from ${events}`,
    ClockSet: ({ events, table }) => sql`
      update ${table} as kept set clock = latest.clock, clock_position = latest.position
      from (
        select campaign, (array_agg(data -> 'clock' order by position desc))[1] as clock, max(position) as position
        from ${events} group by campaign
      ) latest
      where kept.campaign = latest.campaign and kept.clock_position < latest.position`,
    CampaignPaused: ({ events, table }) => sql`
      update ${table} as kept set paused_position = latest.position, pause_reason = latest.reason
      from (
        select campaign, (array_agg(data ->> 'reason' order by position desc))[1] as reason, max(position) as position
        from ${events} group by campaign
      ) latest
      where kept.campaign = latest.campaign`,
    CampaignResumed: ({ events, table }) => sql`
      update ${table} as kept set resumed_position = latest.position
      from (select campaign, max(position) as position from ${events} group by campaign) latest
      where kept.campaign = latest.campaign`,
    CampaignClosed: ({ events, table }) => sql`
      update ${table} as kept set closed_at = latest.at
      from (select campaign, min(occurred_at) as at from ${events} group by campaign) latest
      where kept.campaign = latest.campaign`,
  },
});
