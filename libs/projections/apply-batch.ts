import { type Kysely, sql } from 'kysely';

import type { Projection, Sql } from './projection.ts';

/** Positions `from` to `to`, the last not included. */
export type PositionRange = { readonly campaign: number; readonly from: number; readonly to: number };

/** The log lacks an event that its head promises: an alarm that stops the projector, never a silence (event-log.md 6). */
export class LogGap extends Error {
  constructor({ campaign, from, to }: PositionRange, found: number) {
    super(`log ${campaign} holds ${found} of the ${to - from} events from ${from} to ${to}`);
    this.name = 'LogGap';
  }
}

/**
 * Runs the statements of some projections over a range, in the caller's transaction: per event type that the range
 * holds, one statement per projection that subscribes to it. Throws LogGap when an event is missing.
 */
export async function applyBatch(
  db: Kysely<unknown>,
  projections: readonly Projection[],
  tableOf: (projection: Projection) => Sql,
  range: PositionRange,
): Promise<void> {
  const types = await typesIn(db, range);
  for (const projection of projections) {
    const table = tableOf(projection);
    for (const [type, statement] of Object.entries(projection.on)) {
      const code = types.get(type);
      if (code !== undefined) await statement({ events: eventsOf(range, { type, code }), table }).execute(db);
    }
    if (projection.every && range.to > range.from)
      await projection.every({ events: eventsOf(range), table }).execute(db);
  }
}

/** The event types of the range with their codes. Counting them is also the proof that nothing is missing. */
async function typesIn(db: Kysely<unknown>, range: PositionRange): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string; code: number; events: number }>`
    select t.name, t.code, n.events
    from (
      select type, count(*)::int as events from event
      where campaign = ${range.campaign} and position >= ${range.from} and position < ${range.to} group by type
    ) n join event_type t on t.code = n.type`.execute(db);
  const found = rows.reduce((sum, { events }) => sum + events, 0);
  if (found !== range.to - range.from) throw new LogGap(range, found);
  return new Map(rows.map(({ name, code }) => [name, code]));
}

/**
 * The subquery `event` of a statement. The inner `order by` walks the primary key and keeps the planner from flattening
 * it: a leaf is parsed once a row, however many of its members a statement names, and not at all if it names none.
 */
function eventsOf(range: PositionRange, only?: { readonly type: string; readonly code: number }): Sql {
  return sql`(
    select campaign, position, ${only ? sql.lit(only.type) : sql`null::text`} as type, unit, person, amount_fen,
      occurred_at, recorded_at, fact -> 'data' as data, fact ->> 'actor' as actor, fact ->> 'stream' as stream_name,
      fact ->> 'campaign' as campaign_code
    from (
      select campaign, position, unit, person, amount_fen, occurred_at, recorded_at,
        convert_from(leaf, 'UTF8')::jsonb as fact
      from event
      where campaign = ${range.campaign} and position >= ${range.from} and position < ${range.to}
        ${only ? sql`and type = ${sql.lit(only.code)}` : sql``}
      order by position
    ) of_type
  ) as event`;
}
