import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Rows of village files that were not taken, with reason and remedy; never their values. */
export const intakeRefusalProjection = projectionOf<IntakeEvent>()({
  name: 'intake-refusal',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      intake text not null,
      row_number int not null,
      column_name text not null,
      why text not null,
      remedy text not null,
      primary key (campaign, intake, row_number, column_name)
    )`,
  on: {
    RowsTaken: ({ events, table }) => sql`
      insert into ${table} (campaign, intake, row_number, column_name, why, remedy)
      select distinct on (campaign, data ->> 'intake', (refused ->> 'row')::int, refused ->> 'column') campaign,
        data ->> 'intake', (refused ->> 'row')::int, refused ->> 'column', refused ->> 'why', refused ->> 'remedy'
      from ${events}, jsonb_array_elements(data -> 'refused') refused
      order by 1, 2, 3, 4, position
      on conflict (campaign, intake, row_number, column_name) do nothing`,
  },
});
