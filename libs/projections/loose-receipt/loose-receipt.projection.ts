import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/**
 * The receipts whose cash lies loose in an agent's hands: a row comes with the receipt and goes with the bag.
 * Small at every moment, so "the oldest money of every agent" is a question one can ask all the time.
 */
export const looseReceiptProjection = projectionOf<RegistrationEvent | BagEvent>()({
  name: 'loose-receipt',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      registration uuid not null,
      agent text not null,
      unit text collate "C" not null,
      receipt text not null,
      person uuid not null,
      amount_fen bigint not null,
      first_at timestamptz not null,        -- when the agent got the money: the receipt's day, if it was typed later
      position bigint not null,
      primary key (campaign, registration)
    )`,
  indexes: (table) => [sql`create index on ${table} (campaign, agent, first_at)`],
  on: {
    PersonRegistered: ({ events, table }) => sql`
      insert into ${table} (campaign, registration, agent, unit, receipt, person, amount_fen, first_at, position)
      select campaign, substr(stream_name, 14)::uuid, data ->> 'agent', unit, data ->> 'receipt', person, amount_fen,
        case when (occurred_at at time zone 'Asia/Shanghai')::date = (data ->> 'receivedOn')::date then occurred_at
          else (data ->> 'receivedOn')::timestamp at time zone 'Asia/Shanghai' end,
        position
      from ${events} where amount_fen > 0`,
    // Materialised: without statistics the planner would join the whole table to every bag's list anew.
    BagClosed: ({ events, table }) => sql`
      with closed as materialized (
        select campaign, registration::uuid as registration
        from ${events}, jsonb_array_elements_text(data -> 'registrations') registration
      )
      delete from ${table} as kept using closed
      where kept.campaign = closed.campaign and kept.registration = closed.registration`,
  },
});
