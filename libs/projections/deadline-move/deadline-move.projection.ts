import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** Every move of a date, with reason and mover. Read through deadline.query. */
export const deadlineMoveProjection = projectionOf<CampaignEvent>()({
  name: 'deadline-move',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      position bigint not null,
      deadline text not null,               -- a phase, or the key of a named deadline
      from_at timestamptz not null,
      to_at timestamptz not null,
      reason text not null,
      actor text not null,
      moved_at timestamptz not null,
      primary key (campaign, position)
    )`,
  on: {
    DeadlineMoved: ({ events, table }) => sql`
      insert into ${table} (campaign, position, deadline, from_at, to_at, reason, actor, moved_at)
      select campaign, position, data ->> 'deadline', ${eventInstant('fromAt')}, ${eventInstant('toAt')},
        data ->> 'reason', actor, occurred_at
      from ${events}`,
  },
});
