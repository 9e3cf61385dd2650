import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** Every line of every statement, with what became of it. A line is its serial *and* its place. */
export const bankLineProjection = projectionOf<StatementEvent>()({
  name: 'bank-line',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      account text not null,
      serial text not null,
      place int not null,
      kind text,
      amount_fen bigint,                    -- negative: a debit
      slip_code text,
      booked_at timestamptz,
      recorded_position bigint,
      matched_code text,                    -- null: not matched
      matched_position bigint,
      unidentified_why text,                -- null: nobody has to look at it
      primary key (campaign, account, serial, place)
    )`,
  on: {
    BankLineRecorded: ({ events, table }) => sql`
      insert into ${table} (campaign, account, serial, place, kind, amount_fen, slip_code, booked_at, recorded_position)
      select campaign, data ->> 'account', data ->> 'serial', (data ->> 'place')::int, data ->> 'kind', amount_fen,
        data ->> 'slipCode', ${eventInstant('bookedAt')}, position
      from ${events}`,
    DepositMatched: ({ events, table }) => sql`
      update ${table} as kept set matched_code = matched.code, matched_position = matched.position
      from (
        select campaign, data ->> 'account' as account, data ->> 'serial' as serial, (data ->> 'place')::int as place,
          data ->> 'code' as code, position
        from ${events}
      ) matched
      where kept.campaign = matched.campaign and kept.account = matched.account and kept.serial = matched.serial
        and kept.place = matched.place`,
    LineUnidentified: ({ events, table }) => sql`
      update ${table} as kept set unidentified_why = left_over.why
      from (
        select campaign, data ->> 'account' as account, data ->> 'serial' as serial, (data ->> 'place')::int as place,
          data ->> 'why' as why
        from ${events}
      ) left_over
      where kept.campaign = left_over.campaign and kept.account = left_over.account
        and kept.serial = left_over.serial and kept.place = left_over.place`,
  },
});
