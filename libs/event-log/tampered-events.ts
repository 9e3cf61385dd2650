import type { EventLog } from './open-event-log.ts';

/**
 * Positions in [next, end) whose columns are not what their leaf says, or whose hash is not the leaf's (R-1003). What
 * is read must be what is hashed: figures are summed from columns, while the tree covers leaves. Empty: all is well.
 */
export async function tamperedEvents(
  log: EventLog,
  campaign: string,
  { end, next }: { readonly next: number; readonly end: number },
): Promise<readonly number[]> {
  const number = await log.campaignNumber(campaign);
  const { rows } = await log.pool.query<{ position: number }>({
    name: 'canbao tampered_events',
    text: `select e.position
      from event e
      left join event_type t on t.code = e.type
      cross join lateral (select convert_from(e.leaf, 'UTF8')::jsonb as leaf) l
      where e.campaign = $1 and e.position >= $2 and e.position < $3
        and (e.stream, e.version, t.name, e.schema_version, e.unit, e.person, e.amount_fen, e.occurred_at,
          e.recorded_at, e.command, e.leaf_hash, $4)
        is distinct from
          (stream_key(l.leaf ->> 'stream'), (l.leaf ->> 'version')::int, l.leaf ->> 'type',
          (l.leaf ->> 'schemaVersion')::smallint, l.leaf ->> 'unit', (l.leaf -> 'person' ->> 'key')::uuid,
          (l.leaf ->> 'amountFen')::bigint, (l.leaf ->> 'occurredAt')::timestamptz,
          (l.leaf ->> 'recordedAt')::timestamptz, (l.leaf ->> 'command')::uuid,
          sha256('\\x00'::bytea || e.leaf), l.leaf ->> 'campaign')
      order by e.position`,
    values: [number, next, end, campaign],
  });
  return rows.map(({ position }) => position);
}
