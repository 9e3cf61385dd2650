import type { BookStatus } from '@canbao/domain/receipt-book/issued-book';
import type { AgentBook, ReceiptNumber } from '@canbao/domain/receipt-book/receipt-number';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import type { Sql } from '../projection.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { isCaseOpen } from '../receipt-number/is-case-open.ts';

export type BookOfAgent = { readonly book: string; readonly agent: string; readonly township: string };

/**
 * `used`, `void`, `returned` and `unaccounted` add up to the numbers of the book; what is missing counts as
 * unaccounted until its case is closed. `lastUsed` is the highest number used, null when it is untouched. `sheets`: what
 * the agent handed in, or the tax branch counted. Instants are epoch ms on the plan's clock.
 */
export type ReceiptBook = {
  readonly book: string;
  readonly agent: string;
  readonly township: string;
  readonly series: string;
  readonly first: number;
  readonly last: number;
  readonly used: number;
  readonly lastUsed: number | null;
  readonly void: number;
  readonly returned: number;
  readonly unaccounted: number;
  readonly openCases: number;
  /** Without an end and not reported: the sheets that should still be in the book. */
  readonly blank: number;
  readonly status: BookStatus;
  readonly sheets: number | null;
  readonly handedBackAt: number | null;
  readonly countedAt: number | null;
  readonly settledAt: number | null;
};

const books = (handle: ReadingHandle, where: Sql): Promise<readonly ReceiptBook[]> =>
  read(
    handle,
    sql<ReceiptBook>`
      select b.book, b.agent, b.township, b.series, b.first_number as first, b.last_number as last,
        u.used + m.traced as used, u.last_used as "lastUsed", m.void, m.returned,
        b.last_number - b.first_number + 1 - u.used - m.traced - m.void - m.returned as unaccounted,
        m.open_cases as "openCases",
        b.last_number - b.first_number + 1 - u.used - m.traced - m.void - m.returned - m.missing as blank,
        case when b.settled_at is not null then 'settled' when b.counted_at is not null then 'counted'
          when b.handed_back_at is not null then 'handed-back' else 'issued' end as status,
        coalesce(b.counted_sheets, b.handed_back_sheets) as sheets, ${epochMs('b.handed_back_at')} as "handedBackAt",
        ${epochMs('b.counted_at')} as "countedAt", ${epochMs('b.settled_at')} as "settledAt"
      from ${tableIn(handle, 'receipt-book')} b
      cross join lateral (
        select count(*)::int as used, max(substr(r.receipt, length(b.series) + 2)::int) as last_used
        from ${tableIn(handle, 'registration')} r
        where r.campaign = b.campaign and r.receipt between b.series || '-' || lpad(b.first_number::text, 8, '0')
          and b.series || '-' || lpad(b.last_number::text, 8, '0')
      ) u
      cross join lateral (
        select count(*) filter (where n.end_kind = 'void')::int as void,
          count(*) filter (where n.end_kind = 'returned')::int as returned,
          count(*) filter (where n.end_kind = 'traced')::int as traced,
          count(*) filter (where ${isCaseOpen})::int as open_cases,
          count(*) filter (where ${isCaseOpen} and n.end_kind is null and not exists (
            select from ${tableIn(handle, 'registration')} r where r.campaign = n.campaign and r.receipt = n.receipt
          ))::int as missing
        from ${tableIn(handle, 'receipt-number')} n where n.campaign = b.campaign and n.book = b.book
      ) m
      where b.campaign = ${handle.campaign} and ${where}
      order by b.position`,
  );

/** The books of one agent, oldest first. A receipt is `<series>-<8 digits>`. */
const ofAgent = (handle: ReadingHandle, agent: string): Promise<readonly ReceiptBook[]> =>
  books(handle, sql`b.agent = ${agent}`);

const ofTownship = (handle: ReadingHandle, township: string): Promise<readonly ReceiptBook[]> =>
  books(handle, sql`b.township = ${township}`);

const byBook = async (handle: ReadingHandle, book: string): Promise<ReceiptBook | null> =>
  (await books(handle, sql`b.book = ${book}`))[0] ?? null;

/** The book that holds a number, whoever has it; null when none was issued with it. */
async function holding(handle: ReadingHandle, { series, number }: ReceiptNumber): Promise<BookOfAgent | null> {
  const rows = await read(
    handle,
    sql<BookOfAgent>`
      select book, agent, township from ${tableIn(handle, 'receipt-book')}
      where campaign = ${handle.campaign} and series = ${series} and ${number} between first_number and last_number`,
  );
  return rows[0] ?? null;
}

/**
 * Whose number is whose: every range issued below a unit, with its agent, whose village is the agent's path. Closed ones
 * were handed back: their numbers are used no more.
 */
async function underUnit(
  handle: ReadingHandle,
  unit: string,
): Promise<readonly (AgentBook & { readonly agent: string })[]> {
  const rows = await read(
    handle,
    sql<{ agent: string; series: string; from: number; to: number; isClosed: boolean }>`
      select agent, series, first_number as "from", last_number as "to", handed_back_at is not null as "isClosed"
      from ${tableIn(handle, 'receipt-book')}
      where campaign = ${handle.campaign}
        and starts_with(split_part(${unit}, '/', 1) || '/' || replace(agent, '-', '/') || '/', ${unit} || '/')
      order by position`,
  );
  return rows.map(({ isClosed, ...book }) => (isClosed ? { ...book, isClosed } : book));
}

/** Agents who have a book, of one township or of all. */
const agentsWithBook = async (handle: ReadingHandle, township?: string): Promise<readonly string[]> => {
  const rows = await read(
    handle,
    sql<{ agent: string }>`
      select distinct agent from ${tableIn(handle, 'receipt-book')}
      where campaign = ${handle.campaign} and (${township ?? null}::text is null or township = ${township ?? null})
      order by agent`,
  );
  return rows.map(({ agent }) => agent);
};

/** Every range issued in the county: a new one shares no number with any of them. */
const ranges = (
  handle: ReadingHandle,
): Promise<readonly { readonly series: string; readonly from: number; readonly to: number }[]> =>
  read(
    handle,
    sql<{ series: string; from: number; to: number }>`
      select series, first_number as "from", last_number as "to" from ${tableIn(handle, 'receipt-book')}
      where campaign = ${handle.campaign} order by position`,
  );

/** How many books a township's agents were given. */
async function countOf(handle: ReadingHandle, township: string): Promise<number> {
  const rows = await read(
    handle,
    sql<{ books: number }>`
      select count(*)::int as books from ${tableIn(handle, 'receipt-book')}
      where campaign = ${handle.campaign} and township = ${township}`,
  );
  return rows[0]?.books ?? 0;
}

export const receiptBookQuery = { ofAgent, ofTownship, byBook, holding, underUnit, agentsWithBook, ranges, countOf };
