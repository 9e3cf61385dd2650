import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** The named deadlines of the plan, each at the date moved last. */
export const deadlineProjection = projectionOf<CampaignEvent>()({
  name: 'deadline',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      key text not null,
      place int not null,                   -- order in the plan, from 1
      phase text not null,
      title text not null,
      owner text not null,
      waits_for jsonb not null,             -- kinds of gate items; [] = a cut-off
      due_at timestamptz not null,
      due_position bigint not null,
      primary key (campaign, key)
    )`,
  on: {
    CampaignOpened: ({ events, table }) => sql`
      insert into ${table} (campaign, key, place, phase, title, owner, waits_for, due_at, due_position)
      select campaign, planned ->> 'key', place, planned ->> 'phase', planned ->> 'title', planned ->> 'owner',
        coalesce(planned -> 'waitsFor', '[]'), ${eventInstant('dueAt', 'planned')}, position
      from ${events}, jsonb_array_elements(data -> 'deadlines') with ordinality as plan (planned, place)`,
    DeadlineMoved: ({ events, table }) => sql`
      update ${table} as kept set due_at = moved.due_at, due_position = moved.position
      from (
        select distinct on (campaign, data ->> 'deadline') campaign, data ->> 'deadline' as key,
          ${eventInstant('toAt')} as due_at, position
        from ${events} order by 1, 2, position desc
      ) moved
      where kept.campaign = moved.campaign and kept.key = moved.key`,
  },
});
