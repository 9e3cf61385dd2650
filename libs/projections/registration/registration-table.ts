import { sql } from 'kysely';

import type { Sql } from '../projection.ts';

/** Columns end in `_position` (where in the log) or `_at` (plan instant). Null = it has not happened. */
export const registrationTable = {
  create: (table: Sql): Sql => sql`
    create table ${table} (
      campaign int not null,
      registration uuid not null,           -- UUIDv7: in the order of registering
      unit text collate "C" not null,       -- village of payment
      township text not null,
      village text not null,
      agent text not null,
      group_name text not null,
      person uuid not null,                 -- as corrected last
      person_position bigint not null,
      receipt text not null,
      amount_fen bigint not null,
      received_on date not null,
      source text not null,                 -- single, file
      intake text,                          -- null: entered singly
      line int,
      registered_at timestamptz not null,
      registered_position bigint not null,
      bag text,
      bagged_position bigint,
      account text,                         -- of the matched deposit
      matched_at timestamptz,
      matched_position bigint,
      hc_passed_1 bigint, hc_returned_1 bigint, hc_passed_2 bigint, hc_returned_2 bigint,          -- health centre
      tax_passed_1 bigint, tax_returned_1 bigint, tax_passed_2 bigint, tax_returned_2 bigint,      -- positions
      reasons jsonb,                        -- of the last return
      reasons_position bigint,
      returned_at timestamptz,
      corrected_position bigint,
      corrections int not null default 0,
      serial text,
      benefit_start_on date,
      handover text,
      enrolled_at timestamptz,
      enrolled_position bigint,
      refuse_reason text,
      refused_position bigint,
      certificate text,
      certificate_position bigint,
      entered_fen bigint,
      entered_page text,
      entered_at timestamptz,
      entered_position bigint,
      leftover_kind text,
      leftover_at timestamptz,
      leftover_position bigint,
      outcome text,
      resolved_at timestamptz,
      refund_fen bigint,
      refund_approval uuid,
      requested_at timestamptz,
      approved_at timestamptz,
      released_at timestamptz,
      handed_on_at timestamptz,
      paid_at timestamptz,
      primary key (campaign, registration)
    ) with (fillfactor = 50)`,
  // Only columns that hardly ever change after the insert: an update that touches no index stays on its page.
  indexes: (table: Sql): readonly Sql[] => [
    sql`create index on ${table} (campaign, township, registration)`,
    sql`create index on ${table} (campaign, agent, registration)`,
    sql`create index on ${table} (campaign, receipt)`,
    sql`create index on ${table} (campaign, person)`,
    sql`create index on ${table} (campaign, bag)`,
  ],
};
