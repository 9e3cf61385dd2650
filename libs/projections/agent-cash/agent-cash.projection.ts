import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** Per agent, ever: collected, bagged, banked by the agent's word, matched by the bank's line. In hand = the differences. */
export const agentCashProjection = projectionOf<RegistrationEvent | BagEvent | StatementEvent>()({
  name: 'agent-cash',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      agent text not null,
      unit text collate "C" not null,       -- the agent's village
      township text not null,
      collected_people int not null default 0,
      collected_fen bigint not null default 0,
      bagged_people int not null default 0,
      bagged_fen bigint not null default 0,
      banked_people int not null default 0,
      banked_fen bigint not null default 0,
      matched_people int not null default 0,
      matched_fen bigint not null default 0,
      primary key (campaign, agent)
    ) with (fillfactor = 50)`,
  on: {
    PersonRegistered: ({ events, table }) => added(table, events, 'collected', sql`count(*)`),
    BagClosed: ({ events, table }) => added(table, events, 'bagged', sql`sum((data ->> 'people')::int)`),
    BagBanked: ({ events, table }) => added(table, events, 'banked', sql`sum((data ->> 'people')::int)`),
    DepositMatched: ({ events, table }) => added(table, events, 'matched', sql`sum((data ->> 'people')::int)`),
  },
});

function added(table: Sql, events: Sql, step: 'collected' | 'bagged' | 'banked' | 'matched', people: Sql): Sql {
  const [peopleColumn, fenColumn] = [sql.ref(`${step}_people`), sql.ref(`${step}_fen`)];
  return sql`
    insert into ${table} as kept (campaign, agent, unit, township, ${peopleColumn}, ${fenColumn})
    select campaign, data ->> 'agent', min(unit), split_part(min(unit), '/', 2), ${people}, sum(coalesce(amount_fen, 0))
    from ${events} group by 1, 2
    on conflict (campaign, agent) do update set
      ${peopleColumn} = kept.${peopleColumn} + excluded.${peopleColumn},
      ${fenColumn} = kept.${fenColumn} + excluded.${fenColumn}`;
}
