import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** Bags by slip code: closed, banked (the agent's word), matched (the bank's line). */
export const bagProjection = projectionOf<BagEvent | StatementEvent>()({
  name: 'bag',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      code text not null,
      agent text not null,
      unit text collate "C" not null,
      township text not null,
      account text not null,
      people int not null,
      amount_fen bigint not null,
      first_receipt_at timestamptz not null,
      closed_at timestamptz not null,
      closed_position bigint not null,
      banked_at timestamptz,                -- null: not handed in, or nobody said so
      banked_position bigint,
      matched_at timestamptz,               -- null: on no statement yet
      matched_position bigint,
      primary key (campaign, code)
    ) with (fillfactor = 50)`,
  indexes: (table) => [sql`create index on ${table} (campaign, agent)`],
  on: {
    BagClosed: ({ events, table }) => sql`
      insert into ${table} (campaign, code, agent, unit, township, account, people, amount_fen, first_receipt_at,
        closed_at, closed_position)
      select campaign, data ->> 'code', data ->> 'agent', unit, split_part(unit, '/', 2), data ->> 'account',
        (data ->> 'people')::int, amount_fen, ${eventInstant('firstReceiptAt')}, occurred_at, position
      from ${events}`,
    BagBanked: ({ events, table }) => sql`
      update ${table} as kept set banked_at = banked.at, banked_position = banked.position
      from (
        select campaign, data ->> 'code' as code, min(occurred_at) as at, min(position) as position
        from ${events} group by 1, 2
      ) banked
      where kept.campaign = banked.campaign and kept.code = banked.code and kept.banked_position is null`,
    DepositMatched: ({ events, table }) => sql`
      update ${table} as kept set matched_at = matched.at, matched_position = matched.position
      from (
        select campaign, data ->> 'code' as code, max(occurred_at) as at, max(position) as position
        from ${events} group by 1, 2
      ) matched
      where kept.campaign = matched.campaign and kept.code = matched.code`,
  },
});
