import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `used` counts the receipts written from it; `lastUsed` is the highest of them, null when it is untouched. */
export type ReceiptBook = {
  readonly book: string;
  readonly agent: string;
  readonly township: string;
  readonly series: string;
  readonly first: number;
  readonly last: number;
  readonly used: number;
  readonly lastUsed: number | null;
};

/** The books of one agent, oldest first. A receipt is `<series>-<8 digits>`. */
const ofAgent = (handle: ReadingHandle, agent: string): Promise<readonly ReceiptBook[]> =>
  read(
    handle,
    sql<ReceiptBook>`
      select b.book, b.agent, b.township, b.series, b.first_number as first, b.last_number as last,
        count(r.receipt)::int as used, max(substr(r.receipt, length(b.series) + 2)::int) as "lastUsed"
      from ${tableIn(handle, 'receipt-book')} b
      left join ${tableIn(handle, 'registration')} r on r.campaign = b.campaign and r.agent = b.agent
        and r.receipt between b.series || '-' || lpad(b.first_number::text, 8, '0')
          and b.series || '-' || lpad(b.last_number::text, 8, '0')
      where b.campaign = ${handle.campaign} and b.agent = ${agent}
      group by b.book, b.agent, b.township, b.series, b.first_number, b.last_number, b.position
      order by b.position`,
  );

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

export const receiptBookQuery = { ofAgent, agentsWithBook, ranges, countOf };
