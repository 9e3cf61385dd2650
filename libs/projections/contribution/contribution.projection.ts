import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** The events behind the three figures, one row each, so that a figure can be opened (R-1002). */
export const contributionProjection = projectionOf<RegistrationEvent | StatementEvent>()({
  name: 'contribution',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      measure text not null,                -- registered, deposited, entered
      position bigint not null,
      unit text collate "C" not null,
      type text not null,
      subject text not null,                -- receipt, slip code or registration, as the type has it
      occurred_at timestamptz not null,
      recorded_at timestamptz not null,
      people int not null,
      fen bigint not null,
      primary key (campaign, measure, position)
    )`,
  indexes: (table) => [sql`create index on ${table} (campaign, measure, unit, position)`],
  on: {
    PersonRegistered: ({ events, table }) => listed(table, events, 'registered', sql`data ->> 'receipt'`, sql`1`),
    DepositMatched: ({ events, table }) =>
      listed(table, events, 'deposited', sql`data ->> 'code'`, sql`(data ->> 'people')::int`),
    PremiumEntered: ({ events, table }) => listed(table, events, 'entered', sql`substr(stream_name, 14)`, sql`1`),
  },
});

const listed = (table: Sql, events: Sql, measure: string, subject: Sql, people: Sql): Sql => sql`
  insert into ${table} (campaign, measure, position, unit, type, subject, occurred_at, recorded_at, people, fen)
  select campaign, ${measure}, position, unit, type, ${subject}, occurred_at, recorded_at, ${people}, amount_fen
  from ${events}`;
