import type { TownshipEvent } from '@canbao/domain/township/township.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Each township at its own phase. */
export const townshipPhaseProjection = projectionOf<TownshipEvent>()({
  name: 'township-phase',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      township text not null,
      phase text not null,
      opened_at timestamptz,                -- of the first opening
      closed_at timestamptz,                -- of the last closing
      closed_position bigint,
      is_overridden boolean not null default false,
      reopened_position bigint,
      primary key (campaign, township, phase)
    )`,
  on: {
    TownshipPhaseOpened: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, phase, opened_at)
      select campaign, split_part(unit, '/', 2), data ->> 'phase', min(occurred_at) from ${events} group by 1, 2, 3
      on conflict (campaign, township, phase) do update set opened_at = least(kept.opened_at, excluded.opened_at)`,
    TownshipPhaseClosed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, phase, closed_at, closed_position, is_overridden)
      select distinct on (campaign, split_part(unit, '/', 2), data ->> 'phase') campaign, split_part(unit, '/', 2),
        data ->> 'phase', occurred_at, position, (data ->> 'isOverridden')::boolean
      from ${events} order by 1, 2, 3, position desc
      on conflict (campaign, township, phase) do update set closed_at = excluded.closed_at,
        closed_position = excluded.closed_position, is_overridden = excluded.is_overridden`,
    TownshipPhaseReopened: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, phase, reopened_position)
      select campaign, split_part(unit, '/', 2), data ->> 'phase', max(position) from ${events} group by 1, 2, 3
      on conflict (campaign, township, phase) do update set reopened_position = excluded.reopened_position`,
  },
});
