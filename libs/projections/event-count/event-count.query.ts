import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `at`: start of three plan hours, epoch ms; `lastPosition`: the last event that occurred in them. */
export type TimeSlot = { readonly at: number; readonly events: number; readonly lastPosition: number };

/** The time bar, oldest first; slots without an event are left out. */
const slots = (handle: ReadingHandle): Promise<readonly TimeSlot[]> =>
  read(
    handle,
    sql<TimeSlot>`
      select ${epochMs('slot')} as at, sum(events)::int as events, max(last_position) as "lastPosition"
      from ${tableIn(handle, 'event-count')} where campaign = ${handle.campaign}
      group by slot order by slot`,
  );

/**
 * The position of an instant (epoch ms): that of the first event recorded (`plan`: occurring) after it, so that all
 * earlier ones count; the moment's own position when there is none. The next position, not the last event's.
 */
async function positionAt(handle: ReadingHandle, at: number, axis: 'recorded' | 'plan'): Promise<number> {
  const column = axis === 'plan' ? 'occurred_at' : 'recorded_at';
  const rows = await read(
    handle,
    sql<{ position: number }>`
      with instant as (select to_timestamp(${at}::bigint / 1000.0) as at),
      start as (
        select min(first_position) as position from ${tableIn(handle, 'event-count')}, instant
        where campaign = ${handle.campaign} and ${sql.ref(`latest_${column}`)} > instant.at
      ),
      after as (
        select e.position from event e, start, instant
        where e.campaign = ${handle.campaign} and e.position >= start.position and ${sql.ref(`e.${column}`)} > instant.at
        order by e.position limit 1
      )
      select least((select position from after), (
        select min(next) from ${tableIn(handle, 'checkpoint')}
        where campaign = ${handle.campaign} and is_live
      )) as position`,
  );
  return rows[0]?.position ?? 0;
}

export const eventCountQuery = { slots, positionAt };
