import type { SponsorEvent } from '@canbao/domain/sponsor/sponsor.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Lists of the sponsor departments. */
export const sponsorListProjection = projectionOf<SponsorEvent>()({
  name: 'sponsor-list',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      department text not null,
      list_version int not null,
      people int not null,
      file_sha256 text not null,
      received_at timestamptz not null,
      position bigint not null,
      primary key (campaign, department, list_version)
    )`,
  on: {
    SponsorListReceived: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, department, list_version, people, file_sha256, received_at, position)
      select distinct on (campaign, data ->> 'department', (data ->> 'version')::int) campaign, data ->> 'department',
        (data ->> 'version')::int, (data ->> 'people')::int, data ->> 'fileSha256', occurred_at, position
      from ${events} order by 1, 2, 3, position desc
      on conflict (campaign, department, list_version) do update set people = excluded.people,
        file_sha256 = excluded.file_sha256, received_at = excluded.received_at, position = excluded.position`,
  },
});
