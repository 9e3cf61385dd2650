import { decodeLeaf } from './leaf.ts';
import type { EventLog } from './open-event-log.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { streamKey } from './stream-key.ts';

/**
 * The events of many streams in one question, each in order of version; a stream that does not exist has none. For
 * pages that decide about hundreds of streams at once: the versions seen here are the ones that the page expects.
 */
export async function readStreams(
  log: EventLog,
  campaign: string,
  streams: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const found = new Map<string, RecordedEvent[]>(streams.map((stream) => [stream, []]));
  const number = await log.campaignNumber(campaign);
  if (number === undefined || streams.length === 0) return found;
  const { rows } = await log.pool.query<[position: number, leaf: Buffer]>({
    name: 'canbao read_streams',
    // The LATERAL form keeps to the index, also when the plan was made on an empty table (event-log.md 5); without
    // its order and offset it would be flattened into a join, and a join may read the whole partition.
    text: `select l.position, l.leaf from unnest($1::uuid[]) u(s),
      lateral (select e.position, e.leaf from event e where e.campaign = $2 and e.stream = u.s
        order by e.version offset 0) l
      order by l.position`,
    values: [`{${streams.map(streamKey).join(',')}}`, number],
    rowMode: 'array',
  });
  for (const [position, leaf] of rows) {
    const event = { ...decodeLeaf(leaf.toString()), position };
    const past = found.get(event.stream);
    if (past === undefined) throw new Error(`asked for other streams than ${event.stream}`);
    if (event.version !== past.length + 1)
      throw new Error(`${event.stream} has no version ${past.length + 1} in ${campaign}`);
    past.push(event);
  }
  return found;
}
