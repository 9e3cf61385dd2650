import type { EventLog } from '@canbao/event-log/open-event-log';
import type { KnownAgent } from '@canbao/projections/gate-counts/gate-counts.query';

/** Agents by the access tables, which alone know who has no receipt book and was not trained. */
export async function knownAgents(log: EventLog, region: string): Promise<readonly KnownAgent[]> {
  const { rows } = await log.pool.query<{ agent: string; unit: string }>(
    `select distinct holder as agent, unit from access.access_grant
     where role = 'agent' and holder is not null and unit like $1 || '/%'
       and valid_from <= now() and (valid_until is null or valid_until > now())
     order by holder`,
    [region],
  );
  return rows.map(({ agent, unit }) => ({ agent, township: unit.split('/')[1] ?? '' }));
}
