import type { TownshipEvent } from '@canbao/domain/township/township.events';
import { type RawBuilder, sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** Which steps of screening, enrolment and settlement a township has taken, when, with how many people. */
export const townshipStepProjection = projectionOf<TownshipEvent>()({
  name: 'township-step',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      township text not null,
      step text not null,                   -- first-check, handed-over, register-check, feedback, enrolment, settlement
      round int not null,
      at timestamptz not null,              -- of the last one, should a step have been repeated
      people int,                           -- null: the step counts nobody
      position bigint not null,
      primary key (campaign, township, step, round)
    )`,
  on: {
    FirstCheckStarted: ({ events, table }) => taken(table, events, 'first-check', sql`(data ->> 'round')::int`),
    RoundHandedOver: ({ events, table }) => taken(table, events, 'handed-over', sql`(data ->> 'round')::int`),
    RegisterCheckStarted: ({ events, table }) => taken(table, events, 'register-check', sql`(data ->> 'round')::int`),
    FeedbackReturned: ({ events, table }) => taken(table, events, 'feedback', sql`(data ->> 'round')::int`),
    EnrolmentStarted: ({ events, table }) => taken(table, events, 'enrolment', sql`(data ->> 'handover')::int`),
    SettlementStarted: ({ events, table }) => taken(table, events, 'settlement', sql`1`),
  },
});

const taken = (table: Sql, events: Sql, step: string, round: RawBuilder<unknown>): Sql => sql`
  insert into ${table} as kept (campaign, township, step, round, at, people, position)
  select distinct on (campaign, split_part(unit, '/', 2), ${round}) campaign, split_part(unit, '/', 2), ${step}, ${round},
    occurred_at, (data ->> 'people')::int, position
  from ${events} order by campaign, split_part(unit, '/', 2), ${round}, position desc
  on conflict (campaign, township, step, round) do update set at = excluded.at, people = excluded.people,
    position = excluded.position`;
