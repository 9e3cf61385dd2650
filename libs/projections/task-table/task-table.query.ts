import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type TaskTable = {
  readonly stream: string;
  readonly rows: readonly { readonly code: string; readonly name: string; readonly people: number }[];
  readonly printedTotal: number;
  readonly rowSum: number;
  readonly isConfirmed: boolean;
  readonly reason: string | null;
  /** Account name. */
  readonly confirmedBy: string | null;
};

/** The table imported last, or null. A confirmation older than the import does not count. */
async function latest(handle: ReadingHandle): Promise<TaskTable | null> {
  const rows = await read(
    handle,
    sql<TaskTable>`
      select table_stream as stream, rows, printed_total as "printedTotal", row_sum as "rowSum",
        coalesce(confirmed_position > imported_position, false) as "isConfirmed",
        case when confirmed_position > imported_position then confirm_reason end as reason,
        case when confirmed_position > imported_position then confirmed_by end as "confirmedBy"
      from ${tableIn(handle, 'task-table')}
      where campaign = ${handle.campaign} and imported_position is not null
      order by imported_position desc limit 1`,
  );
  return rows[0] ?? null;
}

export const taskTableQuery = { latest };
