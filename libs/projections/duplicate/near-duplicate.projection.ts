import type { DuplicateEvent } from '@canbao/domain/duplicate/duplicate.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Pairs that only the plain number or name gives away, as they were found last. */
export const nearDuplicateProjection = projectionOf<DuplicateEvent>()({
  name: 'near-duplicate',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      registration uuid not null,           -- the later of the two
      other uuid not null,
      kind text not null,
      names text not null,                  -- same, same-after-folding, other
      fingerprint text not null,            -- of what was compared; another one now: the finding is past
      found_position bigint not null,
      primary key (campaign, registration, other)
    )`,
  on: {
    NearDuplicateFound: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, registration, other, kind, names, fingerprint, found_position)
      select distinct on (campaign, data ->> 'registration', data ->> 'other') campaign, (data ->> 'registration')::uuid,
        (data ->> 'other')::uuid, data ->> 'kind', data ->> 'names', data ->> 'fingerprint', position
      from ${events} order by campaign, data ->> 'registration', data ->> 'other', position desc
      on conflict (campaign, registration, other) do update set kind = excluded.kind, names = excluded.names,
        fingerprint = excluded.fingerprint, found_position = excluded.found_position`,
  },
});
