import { decodeLeaf } from './leaf.ts';
import type { EventLog } from './open-event-log.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { streamKey } from './stream-key.ts';

/**
 * All events of a stream in order of version; none for a stream, or campaign, that does not exist. Throws when a
 * version is missing: a hole in the log is an alarm. Streams are short (tens of events); follow the log for the rest.
 */
export async function readStream(log: EventLog, campaign: string, stream: string): Promise<readonly RecordedEvent[]> {
  const number = await log.campaignNumber(campaign);
  if (number === undefined) return [];
  const { rows } = await log.pool.query<[position: number, leaf: Buffer]>({
    name: 'canbao read_stream',
    text: 'select position, leaf from event where campaign = $1 and stream = $2 order by version',
    values: [number, streamKey(stream)],
    rowMode: 'array',
  });
  return rows.map(([position, leaf], i) => {
    const event = { ...decodeLeaf(leaf.toString()), position };
    if (event.version !== i + 1) throw new Error(`${stream} has no version ${i + 1} in ${campaign}`);
    return event;
  });
}
