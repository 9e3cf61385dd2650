import type { EventLog } from './open-event-log.ts';
import { streamKey } from './stream-key.ts';

/**
 * Where each stream stands, in the order of the question; 0 = no such stream yet. For pages that decide about many
 * streams at once: ask before the figures are read that the decision rests on, so that whoever moves a stream in
 * between makes the page's row `stale`.
 */
export async function streamVersions(
  log: EventLog,
  campaign: string,
  streams: readonly string[],
): Promise<readonly number[]> {
  const number = await log.campaignNumber(campaign);
  if (number === undefined) return streams.map(() => 0);
  // The LATERAL form keeps to the index, also when the plan was made on an empty table (event-log.md 5).
  const { rows } = await log.pool.query<[version: number]>({
    name: 'canbao stream_versions',
    text: `select coalesce(l.version, 0) from unnest($1::uuid[]) with ordinality u(s, n)
      left join lateral (select e.version from event e where e.campaign = $2 and e.stream = u.s
        order by e.version desc limit 1) l on true
      order by u.n`,
    values: [`{${streams.map(streamKey).join(',')}}`, number],
    rowMode: 'array',
  });
  return rows.map(([version]) => version);
}
