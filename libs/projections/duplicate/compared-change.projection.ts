import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/**
 * Where in the log number or name of a registration was corrected last: the leaf there holds the commitment that a
 * verdict compares. Who was never corrected has no row; the registering itself is the fact then.
 */
export const comparedChangeProjection = projectionOf<RegistrationEvent>()({
  name: 'compared-change',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      registration uuid not null,
      changed_position bigint not null,
      primary key (campaign, registration)
    )`,
  on: {
    RegistrationCorrected: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, registration, changed_position)
      select campaign, substr(stream_name, 14)::uuid, max(position)
      from ${events}
      where exists (select from jsonb_array_elements_text(data -> 'fields') field where field <> 'group')
      group by 1, 2
      on conflict (campaign, registration) do update set changed_position = excluded.changed_position`,
  },
});
