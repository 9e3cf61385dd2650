import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Files of registrations: received, being checked, taken or refused, with counts. */
export const intakeProjection = projectionOf<IntakeEvent>()({
  name: 'intake',
  version: 2,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      intake text not null,
      agent text,                           -- null: sent by an office
      unit text collate "C",
      received_at timestamptz,
      pages int not null default 0,
      taken int not null default 0,
      refused int not null default 0,
      skipped int not null default 0,
      total int,                            -- null: not read to its end
      problem text,                         -- null: readable
      finished_at timestamptz,
      primary key (campaign, intake)
    ) with (fillfactor = 50)`,
  on: {
    FileReceived: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, intake, agent, unit, received_at)
      select distinct on (campaign, data ->> 'intake') campaign, data ->> 'intake', data ->> 'agent', unit, occurred_at
      from ${events} order by 1, 2, position
      on conflict (campaign, intake) do update set agent = excluded.agent, unit = excluded.unit,
        received_at = excluded.received_at`,
    FileChecked: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, intake, total)
      select distinct on (campaign, data ->> 'intake') campaign, data ->> 'intake', (data ->> 'total')::int
      from ${events} order by 1, 2, position desc
      on conflict (campaign, intake) do update set total = excluded.total`,
    RowsTaken: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, intake, pages, taken, refused, skipped)
      select campaign, data ->> 'intake', count(*), sum((data ->> 'taken')::int),
        sum(jsonb_array_length(data -> 'refused')), sum((data ->> 'skipped')::int)
      from ${events} group by 1, 2
      on conflict (campaign, intake) do update set pages = kept.pages + excluded.pages,
        taken = kept.taken + excluded.taken, refused = kept.refused + excluded.refused,
        skipped = kept.skipped + excluded.skipped`,
    FileTaken: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, intake, total, finished_at)
      select distinct on (campaign, data ->> 'intake') campaign, data ->> 'intake', (data ->> 'total')::int, occurred_at
      from ${events} order by 1, 2, position desc
      on conflict (campaign, intake) do update set total = excluded.total, finished_at = excluded.finished_at`,
    FileRefused: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, intake, problem)
      select distinct on (campaign, data ->> 'intake') campaign, data ->> 'intake', data ->> 'problem'
      from ${events} order by 1, 2, position desc
      on conflict (campaign, intake) do update set problem = excluded.problem`,
  },
});
