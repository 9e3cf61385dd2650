import type { ReceiptBookEvent } from '@canbao/domain/receipt-book/receipt-book.events';
import { sql } from 'kysely';

import { type Batch, projectionOf, type Sql } from '../projection.ts';

/** Ends claim their number in the log, so a number has one at most: whichever type comes first, nothing is overwritten. */
const end =
  (kind: 'void' | 'traced', document: Sql) =>
  ({ events, table }: Batch): Sql => sql`
    insert into ${table} as kept (campaign, receipt, book, end_kind, end_why, end_document, registration, end_at, end_position)
    select campaign, data ->> 'receipt', data ->> 'book', ${sql.lit(kind)}, coalesce(data ->> 'reason', ''), ${document},
      (data ->> 'registration')::uuid, occurred_at, position
    from ${events}
    on conflict (campaign, receipt) do update set end_kind = excluded.end_kind, end_why = excluded.end_why,
      end_document = excluded.end_document, registration = excluded.registration, end_at = excluded.end_at,
      end_position = excluded.end_position`;

/**
 * Receipt numbers that are void, returned, or known for a case. Used ones stand in `registration`; a number that
 * is in neither has no end yet. A case is open while its report is later than its closing.
 */
export const receiptNumberProjection = projectionOf<ReceiptBookEvent>()({
  name: 'receipt-number',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      receipt text not null,
      book text not null,
      end_kind text,                        -- void, returned, traced; null: none by the book's own facts
      end_why text not null default '',
      end_document text,                    -- SHA-256; null: none is asked for
      registration uuid,                    -- of traced
      end_at timestamptz,
      end_position bigint,
      case_kind text,                       -- missing, used-twice; null: never reported
      case_by text,
      case_why text,
      case_at timestamptz,
      case_position bigint,
      finding text,                         -- of the case that was closed last
      finding_why text,
      finding_document text,
      finding_registration uuid,
      closed_at timestamptz,
      closed_position bigint,
      primary key (campaign, receipt)
    )`,
  indexes: (table) => [sql`create index on ${table} (campaign, book)`],
  on: {
    ReceiptVoided: end('void', sql`data ->> 'documentSha256'`),
    ReceiptTraced: end('traced', sql`null`),
    ReceiptsReturned: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, receipt, book, end_kind, end_at, end_position)
      select campaign, (data ->> 'series') || '-' || lpad(number::text, 8, '0'), data ->> 'book', 'returned', occurred_at, position
      from ${events}, jsonb_array_elements(data -> 'ranges') as part (range),
        generate_series((range ->> 'from')::int, (range ->> 'to')::int) as number
      on conflict (campaign, receipt) do update set end_kind = excluded.end_kind, end_at = excluded.end_at,
        end_position = excluded.end_position`,
    ReceiptReported: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, receipt, book, case_kind, case_by, case_why, case_at, case_position)
      select distinct on (campaign, data ->> 'receipt') campaign, data ->> 'receipt', data ->> 'book', data ->> 'kind',
        data ->> 'by', data ->> 'reason', occurred_at, position
      from ${events} order by campaign, data ->> 'receipt', position desc
      on conflict (campaign, receipt) do update set case_kind = excluded.case_kind, case_by = excluded.case_by,
        case_why = excluded.case_why, case_at = excluded.case_at, case_position = excluded.case_position`,
    ReceiptCaseClosed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, receipt, book, finding, finding_why, finding_document, finding_registration,
        closed_at, closed_position)
      select distinct on (campaign, data ->> 'receipt') campaign, data ->> 'receipt', data ->> 'book', data ->> 'finding',
        data ->> 'reason', data ->> 'documentSha256', (data ->> 'registration')::uuid, occurred_at, position
      from ${events} order by campaign, data ->> 'receipt', position desc
      on conflict (campaign, receipt) do update set finding = excluded.finding, finding_why = excluded.finding_why,
        finding_document = excluded.finding_document, finding_registration = excluded.finding_registration,
        closed_at = excluded.closed_at, closed_position = excluded.closed_position`,
  },
});
