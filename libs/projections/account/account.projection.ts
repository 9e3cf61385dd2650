import type { AccountEvent } from '@canbao/domain/preparation/preparation.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** One row an account: its life, its statements as the bank sums them, and the sums of its lines. */
export const accountProjection = projectionOf<AccountEvent | StatementEvent>()({
  name: 'account',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      account text not null,                -- township code, or subsidy
      tail text,                            -- last digits of the bank's number; null: not open
      opened_at timestamptz,
      locked_at timestamptz,                -- the bank's instant
      lock_unconfirmed_at timestamptz,
      cleared_at timestamptz,
      cleared_fen bigint,                   -- the bank's balance when we called it cleared
      statements int not null default 0,
      first_number int,
      opening_fen bigint,                   -- of the first statement
      last_number int,
      last_to text,                         -- period end as the statement has it
      closing_fen bigint,                   -- of the last statement
      is_closing_taken boolean not null default false,
      deposit_fen bigint not null default 0,
      treasury_fen bigint not null default 0,   -- lines keep their sign: debits are negative
      returned_fen bigint not null default 0,
      other_fen bigint not null default 0,      -- interest, fees, anything else
      deposit_lines int not null default 0,
      matched_lines int not null default 0,
      matched_fen bigint not null default 0,
      unidentified_lines int not null default 0,
      unidentified_fen bigint not null default 0,
      primary key (campaign, account)
    ) with (fillfactor = 50)`,
  on: {
    AccountOpened: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, tail, opened_at)
      select distinct on (campaign, data ->> 'account') campaign, data ->> 'account', data ->> 'tail', occurred_at
      from ${events} order by 1, 2, position
      on conflict (campaign, account) do update set tail = excluded.tail, opened_at = excluded.opened_at`,
    AccountLocked: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, locked_at)
      select campaign, data ->> 'account', min(${eventInstant('lockedAt')}) from ${events} group by 1, 2
      on conflict (campaign, account) do update set locked_at = least(kept.locked_at, excluded.locked_at)`,
    AccountLockUnconfirmed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, lock_unconfirmed_at)
      select campaign, data ->> 'account', max(occurred_at) from ${events} group by 1, 2
      on conflict (campaign, account) do update set lock_unconfirmed_at = excluded.lock_unconfirmed_at`,
    AccountCleared: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, cleared_at, cleared_fen)
      select distinct on (campaign, data ->> 'account') campaign, data ->> 'account', occurred_at,
        (data ->> 'bankBalanceFen')::bigint
      from ${events} order by 1, 2, position desc
      on conflict (campaign, account) do update set cleared_at = excluded.cleared_at, cleared_fen = excluded.cleared_fen`,
    // Of several statements the number says which is the first and which the last; statements arrive in their order.
    StatementTaken: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, statements, first_number, opening_fen, last_number, last_to,
        closing_fen, is_closing_taken)
      select campaign, data ->> 'account', count(*), min((data ->> 'number')::int),
        (array_agg((data ->> 'openingFen')::bigint order by (data ->> 'number')::int))[1],
        max((data ->> 'number')::int),
        (array_agg(data ->> 'to' order by (data ->> 'number')::int desc))[1],
        (array_agg((data ->> 'closingFen')::bigint order by (data ->> 'number')::int desc))[1],
        bool_or((data ->> 'isClosing')::boolean)
      from ${events} group by 1, 2
      on conflict (campaign, account) do update set statements = kept.statements + excluded.statements,
        first_number = least(kept.first_number, excluded.first_number),
        opening_fen = case when excluded.first_number < kept.first_number or kept.first_number is null
          then excluded.opening_fen else kept.opening_fen end,
        last_number = greatest(kept.last_number, excluded.last_number),
        last_to = case when kept.last_number > excluded.last_number then kept.last_to else excluded.last_to end,
        closing_fen = case when kept.last_number > excluded.last_number then kept.closing_fen else excluded.closing_fen end,
        is_closing_taken = kept.is_closing_taken or excluded.is_closing_taken`,
    BankLineRecorded: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, deposit_fen, treasury_fen, returned_fen, other_fen, deposit_lines)
      select campaign, data ->> 'account',
        coalesce(sum(amount_fen) filter (where data ->> 'kind' = 'deposit'), 0),
        coalesce(sum(amount_fen) filter (where data ->> 'kind' = 'treasury'), 0),
        coalesce(sum(amount_fen) filter (where data ->> 'kind' = 'returned'), 0),
        coalesce(sum(amount_fen) filter (where data ->> 'kind' in ('interest', 'fee', 'other')), 0),
        count(*) filter (where data ->> 'kind' = 'deposit')
      from ${events} group by 1, 2
      on conflict (campaign, account) do update set deposit_fen = kept.deposit_fen + excluded.deposit_fen,
        treasury_fen = kept.treasury_fen + excluded.treasury_fen,
        returned_fen = kept.returned_fen + excluded.returned_fen, other_fen = kept.other_fen + excluded.other_fen,
        deposit_lines = kept.deposit_lines + excluded.deposit_lines`,
    DepositMatched: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, matched_lines, matched_fen)
      select campaign, data ->> 'account', count(*), sum(amount_fen) from ${events} group by 1, 2
      on conflict (campaign, account) do update set matched_lines = kept.matched_lines + excluded.matched_lines,
        matched_fen = kept.matched_fen + excluded.matched_fen`,
    LineUnidentified: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, account, unidentified_lines, unidentified_fen)
      select campaign, data ->> 'account', count(*), sum(amount_fen) from ${events} group by 1, 2
      on conflict (campaign, account) do update set
        unidentified_lines = kept.unidentified_lines + excluded.unidentified_lines,
        unidentified_fen = kept.unidentified_fen + excluded.unidentified_fen`,
  },
});
