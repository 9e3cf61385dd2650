import type { ReceiptBookEvent } from '@canbao/domain/receipt-book/receipt-book.events';
import { sql } from 'kysely';

import { type Batch, projectionOf, type Sql } from '../projection.ts';

/** A step of the way back to the tax branch: the latest of a book wins, and each step has columns of its own. */
const step =
  (set: Sql) =>
  ({ events, table }: Batch): Sql => sql`
    update ${table} as kept set ${set}
    from (
      select distinct on (campaign, data ->> 'book') campaign, data ->> 'book' as book, (data ->> 'sheets')::int as sheets,
        occurred_at as at
      from ${events} order by campaign, data ->> 'book', position desc
    ) done
    where kept.campaign = done.campaign and kept.book = done.book`;

/** Receipt books by agent; numbers `first` to `last` of a series, both included, and how far the book has come. */
export const receiptBookProjection = projectionOf<ReceiptBookEvent>()({
  name: 'receipt-book',
  version: 2,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      agent text not null,
      series text not null,
      first_number int not null,
      last_number int not null,
      book text not null,
      township text not null,
      position bigint not null,
      handed_back_sheets int,               -- null: the agent has it
      handed_back_at timestamptz,
      counted_sheets int,                   -- null: not counted
      counted_at timestamptz,
      settled_at timestamptz,               -- null: not settled
      primary key (campaign, agent, series, first_number)
    )`,
  on: {
    ReceiptBookIssued: ({ events, table }) => sql`
      insert into ${table} (campaign, agent, series, first_number, last_number, book, township, position)
      select campaign, data ->> 'agent', data ->> 'series', (data ->> 'from')::int, (data ->> 'to')::int,
        data ->> 'book', split_part(unit, '/', 2), position
      from ${events}
      on conflict (campaign, agent, series, first_number) do nothing`,
    ReceiptBookHandedBack: step(sql`handed_back_sheets = done.sheets, handed_back_at = done.at`),
    ReceiptBookCounted: step(sql`counted_sheets = done.sheets, counted_at = done.at`),
    ReceiptBookSettled: step(sql`settled_at = done.at`),
  },
});
