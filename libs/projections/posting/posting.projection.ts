import type { PublicityEvent } from '@canbao/domain/publicity/publicity.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** One row a village: put up, stood, taken down. */
export const postingProjection = projectionOf<PublicityEvent>()({
  name: 'posting',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      unit text collate "C" not null,
      posted_on date,
      photo_sha256 text,
      people int,
      stood_until date,                     -- null: the minimum time is not over
      taken_down_on date,                   -- null: still hangs
      primary key (campaign, unit)
    )`,
  on: {
    PostingConfirmed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, unit, posted_on, photo_sha256, people)
      select distinct on (campaign, unit) campaign, unit, (data ->> 'postedOn')::date, data ->> 'photoSha256',
        (data ->> 'people')::int
      from ${events} order by campaign, unit, position desc
      on conflict (campaign, unit) do update set posted_on = excluded.posted_on, photo_sha256 = excluded.photo_sha256,
        people = excluded.people`,
    PostingStood: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, unit, stood_until)
      select campaign, unit, max(left(data ->> 'stoodUntil', 10)::date) from ${events} group by 1, 2
      on conflict (campaign, unit) do update set stood_until = greatest(kept.stood_until, excluded.stood_until)`,
    PostingTakenDown: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, unit, taken_down_on)
      select campaign, unit, max((data ->> 'takenDownOn')::date) from ${events} group by 1, 2
      on conflict (campaign, unit) do update set taken_down_on = greatest(kept.taken_down_on, excluded.taken_down_on)`,
  },
});
