import { type Kysely, sql } from 'kysely';

import type { Projection, Sql } from './projection.ts';

/** Positions `from` to `to`, the last not included. */
export type PositionRange = { readonly campaign: number; readonly from: number; readonly to: number };

/** Where statements find their events: the types that occur, and the subquery `event` of one type or (null) of all. */
export type EventSource = { readonly types: ReadonlySet<string>; events(type: string | null): Sql };

/** The log lacks an event that its head promises: an alarm that stops the projector, never a silence (event-log.md 6). */
export class LogGap extends Error {
  constructor({ campaign, from, to }: PositionRange, found: number) {
    super(`log ${campaign} holds ${found} of the ${to - from} events from ${from} to ${to}`);
    this.name = 'LogGap';
  }
}

/**
 * Runs the statements of some projections over a range, in the caller's transaction. Throws LogGap when an event is
 * missing.
 */
export async function applyBatch(
  db: Kysely<unknown>,
  projections: readonly Projection[],
  tableOf: (projection: Projection) => Sql,
  range: PositionRange,
): Promise<void> {
  const source = await logSource(db, range);
  for (const projection of projections) await applyStatements(db, projection, tableOf(projection), source);
}

/** Per event type that occurs and that the projection subscribes to, one statement. */
export async function applyStatements(
  db: Kysely<unknown>,
  { on, every }: Projection,
  table: Sql,
  { types, events }: EventSource,
): Promise<void> {
  for (const [type, statement] of Object.entries(on)) {
    if (types.has(type)) await statement({ events: events(type), table }).execute(db);
  }
  if (every && types.size > 0) await every({ events: events(null), table }).execute(db);
}

/** The log itself. Counting the types of the range is also the proof that nothing is missing. */
async function logSource(db: Kysely<unknown>, range: PositionRange): Promise<EventSource> {
  const { rows } = await sql<{ name: string; code: number; events: number }>`
    select t.name, t.code, n.events
    from (
      select type, count(*)::int as events from event
      where campaign = ${range.campaign} and position >= ${range.from} and position < ${range.to} group by type
    ) n join event_type t on t.code = n.type`.execute(db);
  const found = rows.reduce((sum, { events }) => sum + events, 0);
  if (found !== range.to - range.from) throw new LogGap(range, found);
  const codes = new Map(rows.map(({ name, code }) => [name, code]));
  return { types: new Set(codes.keys()), events: (type) => sql`(${unfolded(range, type, codes)}) as event` };
}

/**
 * Events with the members of their leaves. The inner `order by` walks the primary key and keeps the planner from
 * flattening it: a leaf is parsed once a row, however many of its members a statement names, and not at all if none.
 */
export function unfolded(range: PositionRange, type: string | null, codes: ReadonlyMap<string, number>): Sql {
  const name = type === null ? sql`(select name from event_type where code = type_code)` : sql.lit(type);
  return sql`
    select campaign, position, ${name} as type, unit, person, amount_fen, occurred_at, recorded_at, fact -> 'data' as data,
      fact ->> 'actor' as actor, fact ->> 'stream' as stream_name, fact ->> 'campaign' as campaign_code
    from (
      select campaign, position, type as type_code, unit, person, amount_fen, occurred_at, recorded_at,
        convert_from(leaf, 'UTF8')::jsonb as fact
      from event
      where campaign = ${range.campaign} and position >= ${range.from} and position < ${range.to}
        ${type === null ? sql`` : sql`and type = ${sql.lit(codes.get(type) ?? -1)}`}
      order by position
    ) of_type`;
}
