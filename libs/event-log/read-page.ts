import { decodeLeaf } from './leaf.ts';
import type { EventLog } from './open-event-log.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** The events of the positions [next, end). */
export type Page = { readonly next: number; readonly end: number; readonly events: readonly RecordedEvent[] };

/**
 * The events from position `next` on, at most `limit`, up to the head. Empty at the head. Throws when an event is
 * missing, or when `next` is beyond the head: then the log was restored from an older backup, and waiting for it to
 * grow would be silence where an alarm is due (T71).
 */
export async function readPage(
  log: EventLog,
  from: { readonly campaign: string; readonly next: number },
  limit: number,
): Promise<Page> {
  const { campaign, next } = from;
  // The head is read before the rows, so every position below it is committed.
  const { rows: heads } = await log.pool.query<[number: number, head: number]>({
    name: 'canbao page_head',
    text: 'select campaign, head from log where code = $1',
    values: [campaign],
    rowMode: 'array',
  });
  const [number, head] = heads[0] ?? [0, 0];
  if (next > head) throw new Error(`position ${next} was read before, but the log of ${campaign} ends at ${head}`);
  const end = Math.min(next + limit, head);
  if (end === next) return { next, end, events: [] };
  const { rows } = await log.pool.query<[position: number, leaf: Buffer]>({
    name: 'canbao page',
    text: 'select position, leaf from event where campaign = $1 and position >= $2 and position < $3 order by position',
    values: [number, next, end],
    rowMode: 'array',
  });
  if (rows.length !== end - next) {
    throw new Error(`${end - next - rows.length} events are missing in ${campaign} between ${next} and ${end}`);
  }
  return { next, end, events: rows.map(([position, leaf]) => ({ ...decodeLeaf(leaf.toString()), position })) };
}
