import type { TownshipTaskEvent } from '@canbao/domain/task/task.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** The task of each township and its split to villages. */
export const townshipTaskProjection = projectionOf<TownshipTaskEvent>()({
  name: 'township-task',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      township text not null,
      unit text collate "C" not null,
      name text not null,
      people int not null,
      villages jsonb not null,              -- [{ code, name, people }], the sum is people
      primary key (campaign, township)
    )`,
  on: {
    TownshipTaskSet: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, unit, name, people, villages)
      select distinct on (campaign, unit) campaign, split_part(unit, '/', 2), unit, data ->> 'name',
        (data ->> 'people')::int, data -> 'villages'
      from ${events} order by campaign, unit, position desc
      on conflict (campaign, township) do update set name = excluded.name, people = excluded.people,
        villages = excluded.villages`,
  },
});
