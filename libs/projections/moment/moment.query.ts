import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

/**
 * Of which moment the figures are. `position` is the next position: every event before it counts, in every table.
 * `recordedAt` and `occurredAt` (epoch ms; the machine's and the plan's clock) are of the last event; null before any.
 */
export type Moment = {
  readonly position: number;
  readonly recordedAt: number | null;
  readonly occurredAt: number | null;
};

const reached = (handle: ReadingHandle) => sql`
  select coalesce(min(next), 0) as position from ${tableIn(handle, 'checkpoint')}
  where campaign = ${handle.campaign} and is_live`;

/** The position all tables of the handle have reached; a command's answer is visible once it is at least that. */
async function position(handle: ReadingHandle): Promise<number> {
  return (await readOne(handle, sql<{ position: number }>`${reached(handle)}`)).position;
}

const current = (handle: ReadingHandle): Promise<Moment> =>
  readOne(
    handle,
    sql<Moment>`
      select m.position, ${epochMs('e.recorded_at')} as "recordedAt", ${epochMs('e.occurred_at')} as "occurredAt"
      from (${reached(handle)}) m
      left join event e on e.campaign = ${handle.campaign} and e.position = m.position - 1`,
  );

/** The log's own next position; equal to `position` when nothing waits to be projected. */
async function head(handle: ReadingHandle): Promise<number> {
  const row = await readOne(
    handle,
    sql<{ head: number }>`select coalesce(max(head), 0)::bigint as head from log where campaign = ${handle.campaign}`,
  );
  return row.head;
}

export const momentQuery = { position, current, head };
