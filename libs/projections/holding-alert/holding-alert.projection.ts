import type { HoldingEvent } from '@canbao/domain/holding/holding.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf, type Sql } from '../projection.ts';

/** Alerts of the two-limits rule, one row per agent, holding (its first receipt), limit and kind. */
export const holdingAlertProjection = projectionOf<HoldingEvent>()({
  name: 'holding-alert',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      agent text not null,
      first_receipt_at timestamptz not null,
      holding_limit text not null,          -- days, yuan
      kind text not null,                   -- warned, breached, escalated
      unit text collate "C" not null,
      people int not null,
      fen bigint,
      due_at timestamptz not null,
      raised_at timestamptz not null,
      position bigint not null,
      primary key (campaign, agent, first_receipt_at, holding_limit, kind)
    )`,
  on: {
    HoldingWarned: ({ events, table }) => raised(table, events, 'warned'),
    HoldingBreached: ({ events, table }) => raised(table, events, 'breached'),
    HoldingEscalated: ({ events, table }) => raised(table, events, 'escalated'),
  },
});

const raised = (table: Sql, events: Sql, kind: string): Sql => sql`
  insert into ${table} (campaign, agent, first_receipt_at, holding_limit, kind, unit, people, fen, due_at, raised_at,
    position)
  select campaign, data ->> 'agent', ${eventInstant('firstReceiptAt')}, data ->> 'limit', ${kind}, unit,
    (data ->> 'people')::int, amount_fen, ${eventInstant('dueAt')}, occurred_at, position
  from ${events} order by position
  on conflict (campaign, agent, first_receipt_at, holding_limit, kind) do nothing`;
