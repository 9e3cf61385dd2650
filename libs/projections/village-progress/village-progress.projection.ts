import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { SponsorEvent } from '@canbao/domain/sponsor/sponsor.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** The three figures of every village (R-803a), and its people on sponsor lists, who count in the task. */
export const villageProgressProjection = projectionOf<RegistrationEvent | StatementEvent | SponsorEvent>()({
  name: 'village-progress',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      unit text collate "C" not null,
      township text not null,
      registered_people int not null default 0,
      registered_fen bigint not null default 0,
      deposited_people int not null default 0,
      deposited_fen bigint not null default 0,
      entered_people int not null default 0,
      entered_fen bigint not null default 0,
      sponsored_people int not null default 0,
      sponsored_fen bigint not null default 0,
      primary key (campaign, unit)
    ) with (fillfactor = 50)`,
  on: {
    PersonRegistered: ({ events, table }) => added(table, events, 'registered', sql`count(*)`),
    DepositMatched: ({ events, table }) => added(table, events, 'deposited', sql`sum((data ->> 'people')::int)`),
    PremiumEntered: ({ events, table }) => added(table, events, 'entered', sql`count(*)`),
    PersonListed: ({ events, table }) => added(table, events, 'sponsored', sql`count(*)`),
  },
});

function added(table: Sql, events: Sql, measure: string, people: Sql): Sql {
  const [peopleColumn, fenColumn] = [sql.ref(`${measure}_people`), sql.ref(`${measure}_fen`)];
  return sql`
    insert into ${table} as kept (campaign, unit, township, ${peopleColumn}, ${fenColumn})
    select campaign, unit, split_part(unit, '/', 2), ${people}, sum(coalesce(amount_fen, 0))
    from ${events} group by 1, 2
    on conflict (campaign, unit) do update set
      ${peopleColumn} = kept.${peopleColumn} + excluded.${peopleColumn},
      ${fenColumn} = kept.${fenColumn} + excluded.${fenColumn}`;
}
