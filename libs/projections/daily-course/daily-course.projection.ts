import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** The county's three figures by plan day (Shanghai): what each day added. */
export const dailyCourseProjection = projectionOf<RegistrationEvent | StatementEvent>()({
  name: 'daily-course',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      on_date date not null,
      registered int not null default 0,
      deposited int not null default 0,
      entered int not null default 0,
      primary key (campaign, on_date)
    ) with (fillfactor = 50)`,
  on: {
    PersonRegistered: ({ events, table }) => added(table, events, 'registered', sql`count(*)`),
    DepositMatched: ({ events, table }) => added(table, events, 'deposited', sql`sum((data ->> 'people')::int)`),
    PremiumEntered: ({ events, table }) => added(table, events, 'entered', sql`count(*)`),
  },
});

function added(table: Sql, events: Sql, measure: string, people: Sql): Sql {
  const column = sql.ref(measure);
  return sql`
    insert into ${table} as kept (campaign, on_date, ${column})
    select campaign, (occurred_at at time zone 'Asia/Shanghai')::date, ${people} from ${events} group by 1, 2
    on conflict (campaign, on_date) do update set ${column} = kept.${column} + excluded.${column}`;
}
