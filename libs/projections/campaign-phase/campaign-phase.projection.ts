import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** The county's phases: planned dates, the date moved last, opened, closed, reopened. */
export const campaignPhaseProjection = projectionOf<CampaignEvent>()({
  name: 'campaign-phase',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      phase text not null,
      place int not null,                   -- order in the plan, from 1
      opens_at timestamptz not null,
      planned_due_at timestamptz not null,
      due_at timestamptz not null,
      due_position bigint not null,
      opened_at timestamptz,                -- null: not open yet
      closed_at timestamptz,                -- of the last closing
      closed_position bigint,
      is_overridden boolean not null default false,
      reopened_position bigint,
      primary key (campaign, phase)
    )`,
  on: {
    CampaignOpened: ({ events, table }) => sql`
      insert into ${table} (campaign, phase, place, opens_at, planned_due_at, due_at, due_position)
      select campaign, planned ->> 'phase', place, ${eventInstant('opensAt', 'planned')},
        ${eventInstant('dueAt', 'planned')}, ${eventInstant('dueAt', 'planned')}, position
      from ${events}, jsonb_array_elements(data -> 'phases') with ordinality as plan (planned, place)`,
    PhaseOpened: ({ events, table }) => sql`
      update ${table} as kept set opened_at = least(kept.opened_at, opened.at)
      from (select campaign, data ->> 'phase' as phase, min(occurred_at) as at from ${events} group by 1, 2) opened
      where kept.campaign = opened.campaign and kept.phase = opened.phase`,
    PhaseClosed: ({ events, table }) => sql`
      update ${table} as kept set closed_at = closed.at, closed_position = closed.position,
        is_overridden = closed.is_overridden
      from (
        select distinct on (campaign, data ->> 'phase') campaign, data ->> 'phase' as phase, occurred_at as at, position,
          (data ->> 'isOverridden')::boolean as is_overridden
        from ${events} order by 1, 2, position desc
      ) closed
      where kept.campaign = closed.campaign and kept.phase = closed.phase`,
    PhaseReopened: ({ events, table }) => sql`
      update ${table} as kept set reopened_position = reopened.position
      from (select campaign, data ->> 'phase' as phase, max(position) as position from ${events} group by 1, 2) reopened
      where kept.campaign = reopened.campaign and kept.phase = reopened.phase`,
    DeadlineMoved: ({ events, table }) => sql`
      update ${table} as kept set due_at = moved.due_at, due_position = moved.position
      from (
        select distinct on (campaign, data ->> 'deadline') campaign, data ->> 'deadline' as phase,
          ${eventInstant('toAt')} as due_at, position
        from ${events} order by 1, 2, position desc
      ) moved
      where kept.campaign = moved.campaign and kept.phase = moved.phase`,
  },
});
