import type { ReceiptBookEvent } from '@canbao/domain/receipt-book/receipt-book.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Receipt books by agent; numbers `first` to `last` of a series, both included. */
export const receiptBookProjection = projectionOf<ReceiptBookEvent>()({
  name: 'receipt-book',
  version: 1,
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
      primary key (campaign, agent, series, first_number)
    )`,
  on: {
    ReceiptBookIssued: ({ events, table }) => sql`
      insert into ${table} (campaign, agent, series, first_number, last_number, book, township, position)
      select campaign, data ->> 'agent', data ->> 'series', (data ->> 'from')::int, (data ->> 'to')::int,
        data ->> 'book', split_part(unit, '/', 2), position
      from ${events}
      on conflict (campaign, agent, series, first_number) do nothing`,
  },
});
