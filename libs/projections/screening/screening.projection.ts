import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Screening runs: a township, a round, a stage. Counts of rows are in registration. */
export const screeningProjection = projectionOf<EnrolmentEvent>()({
  name: 'screening',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      township text not null,
      round int not null,
      stage text not null,
      started_at timestamptz,
      finished_at timestamptz,              -- null: still running
      passed int,
      returned int,
      primary key (campaign, township, round, stage)
    )`,
  on: {
    ScreeningStarted: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, round, stage, started_at)
      select campaign, split_part(unit, '/', 2), (data ->> 'round')::int, data ->> 'stage', min(occurred_at)
      from ${events} group by 1, 2, 3, 4
      on conflict (campaign, township, round, stage) do update set
        started_at = least(kept.started_at, excluded.started_at)`,
    ScreeningFinished: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, round, stage, finished_at, passed, returned)
      select distinct on (campaign, split_part(unit, '/', 2), (data ->> 'round')::int, data ->> 'stage') campaign,
        split_part(unit, '/', 2), (data ->> 'round')::int, data ->> 'stage', occurred_at, (data ->> 'passed')::int,
        (data ->> 'returned')::int
      from ${events} order by 1, 2, 3, 4, position desc
      on conflict (campaign, township, round, stage) do update set finished_at = excluded.finished_at,
        passed = excluded.passed, returned = excluded.returned`,
  },
});
