import type { SponsorEvent } from '@canbao/domain/sponsor/sponsor.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Who stands on a sponsor's list: the person's key and the department, never the category (R-503a, R-506). */
export const sponsoredPersonProjection = projectionOf<SponsorEvent>()({
  name: 'sponsored-person',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      person uuid not null,
      department text not null,
      unit text collate "C" not null,
      listed_position bigint not null,
      primary key (campaign, person, department)
    )`,
  on: {
    PersonListed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, person, department, unit, listed_position)
      select distinct on (campaign, person, data ->> 'department') campaign, person, data ->> 'department', unit, position
      from ${events} where person is not null order by 1, 2, 3, position
      on conflict (campaign, person, department) do nothing`,
  },
});
