import type { PublicityEvent } from '@canbao/domain/publicity/publicity.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Objections to postings and their answers. Read through posting.query. */
export const objectionProjection = projectionOf<PublicityEvent>()({
  name: 'objection',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      unit text collate "C" not null,
      objection text not null,
      subject text,
      raised_at timestamptz,
      answer text,                          -- null: open
      answered_at timestamptz,
      primary key (campaign, unit, objection)
    )`,
  on: {
    ObjectionRaised: ({ events, table }) => sql`
      insert into ${table} (campaign, unit, objection, subject, raised_at)
      select campaign, unit, data ->> 'objection', data ->> 'subject', occurred_at from ${events}`,
    ObjectionAnswered: ({ events, table }) => sql`
      update ${table} as kept set answer = answered.answer, answered_at = answered.at
      from (
        select distinct on (campaign, unit, data ->> 'objection') campaign, unit, data ->> 'objection' as objection,
          data ->> 'answer' as answer, occurred_at as at
        from ${events} order by 1, 2, 3, position desc
      ) answered
      where kept.campaign = answered.campaign and kept.unit = answered.unit and kept.objection = answered.objection`,
  },
});
