import type { DomainEvent } from '@canbao/domain/domain-event';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/**
 * Events per three plan hours and township ('' = the county's own): the time bar, and the way from an instant to a
 * position. `first` and `last` are positions; the latest instants bound what a slot can contain.
 */
export const eventCountProjection = projectionOf<DomainEvent>()({
  name: 'event-count',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      township text not null,
      slot timestamptz not null,
      events int not null,
      first_position bigint not null,
      last_position bigint not null,
      latest_occurred_at timestamptz not null,
      latest_recorded_at timestamptz not null,
      primary key (campaign, township, slot)
    ) with (fillfactor = 50)`,
  on: {},
  every: ({ events, table }) => sql`
    insert into ${table} as kept (campaign, township, slot, events, first_position, last_position, latest_occurred_at,
      latest_recorded_at)
    select campaign, split_part(unit, '/', 2), date_bin('3 hours', occurred_at, '2000-01-01 00:00+08'), count(*),
      min(position), max(position), max(occurred_at), max(recorded_at)
    from ${events} group by 1, 2, 3
    on conflict (campaign, township, slot) do update set events = kept.events + excluded.events,
      first_position = least(kept.first_position, excluded.first_position),
      last_position = greatest(kept.last_position, excluded.last_position),
      latest_occurred_at = greatest(kept.latest_occurred_at, excluded.latest_occurred_at),
      latest_recorded_at = greatest(kept.latest_recorded_at, excluded.latest_recorded_at)`,
});
