import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Pages of money moved to the treasury: ordered (frozen), then entered. Ordered without an answer is unknown. */
export const treasuryPageProjection = projectionOf<EnrolmentEvent>()({
  name: 'treasury-page',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      page text not null,
      township text not null,
      people int,
      fen bigint,
      list_sha256 text,
      ordered_at timestamptz,
      ordered_position bigint,
      entered_at timestamptz,               -- null: no answer yet
      reference text,
      primary key (campaign, page)
    )`,
  on: {
    TreasuryEntryOrdered: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, page, township, people, fen, list_sha256, ordered_at, ordered_position)
      select distinct on (campaign, data ->> 'page') campaign, data ->> 'page', split_part(unit, '/', 2),
        (data ->> 'people')::int, amount_fen, data ->> 'listSha256', occurred_at, position
      from ${events} order by 1, 2, position desc
      on conflict (campaign, page) do update set people = excluded.people, fen = excluded.fen,
        list_sha256 = excluded.list_sha256, ordered_at = excluded.ordered_at, ordered_position = excluded.ordered_position`,
    TreasuryEntered: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, page, township, entered_at, reference)
      select distinct on (campaign, data ->> 'page') campaign, data ->> 'page', split_part(unit, '/', 2), occurred_at,
        data ->> 'reference'
      from ${events} order by 1, 2, position desc
      on conflict (campaign, page) do update set entered_at = excluded.entered_at, reference = excluded.reference`,
  },
});
