import { type Kysely, sql } from 'kysely';

import { applyStatements, type EventSource, LogGap, unfolded } from './apply-batch.ts';
import type { Projection, Sql } from './projection.ts';
import { allProjections } from './projections.ts';
import type { ReadingHandle } from './reading-handle.ts';
import { createTable, tableName } from './table-name.ts';

export type AsOfOptions = {
  /** Told after every projection. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number; readonly projection: string }) => void;
  /** How many schemas stay, by last use; default 4. */
  readonly keep?: number;
};

/**
 * All projections as the fold of the events before `position`, in a schema of their own (R-1002). Built once, by
 * canbao_projector, then found again; the least recently used beyond `keep` are dropped, so whoever reads one and finds
 * it gone asks again. The handle reads with `db`; a reader's own connection may be put in its place. Throws RangeError
 * for a position beyond the head.
 */
export async function buildAsOf(
  db: Kysely<unknown>,
  campaign: number,
  position: number,
  { onProgress = () => undefined, keep = 4 }: AsOfOptions = {},
): Promise<ReadingHandle> {
  const schema = `asof_${campaign}_${position}`;
  const versions = allProjections.map(({ name, version }) => `${name}:${version}`).join(' ');
  const isFound = await touch(db, schema, versions);
  if (!isFound) {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext(${`canbao/${schema}`}))`.execute(transaction);
      // Somebody else may have built it while we waited.
      if (await touch(transaction, schema, versions)) return;
      await requireWithinHead(transaction, campaign, position);
      await sql`set local work_mem = '128MB'`.execute(transaction);
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(transaction);
      await sql`create schema ${sql.id(schema)}`.execute(transaction);
      const copy = { schema, campaign, position };
      const source = await unfoldLog(transaction, copy);
      for (const [done, projection] of allProjections.entries()) {
        await buildTable(transaction, projection, sql.id(schema, tableName(projection)), source);
        onProgress({ done: done + 1, of: allProjections.length, projection: projection.name });
      }
      await finish(transaction, copy, versions);
    });
    await dropLeastUsed(db, keep);
  }
  return { db, schema, campaign };
}

const UNFOLDED = 'unfolded_log';

/** True if it is there and whole: after a crash of the server unlogged tables are empty, the checkpoint's among them. */
async function touch(db: Kysely<unknown>, schema: string, versions: string): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`
    update reading.as_of set used_at = clock_timestamp() where schema_name = ${schema} and versions = ${versions}
    returning 1 as found`.execute(db);
  if (rows.length === 0) return false;
  const { rows: checkpoints } = await sql`select from ${sql.id(schema, 'checkpoint')}`.execute(db);
  return checkpoints.length === 1;
}

async function requireWithinHead(db: Kysely<unknown>, campaign: number, position: number): Promise<void> {
  const { rows } = await sql<{ head: number }>`select head from log where campaign = ${campaign}`.execute(db);
  const head = rows[0]?.head ?? 0;
  if (!Number.isSafeInteger(position) || position < 0 || position > head) {
    throw new RangeError(`position ${position} is outside log ${campaign}, whose head is ${head}`);
  }
}

type Copy = { readonly schema: string; readonly campaign: number; readonly position: number };

/**
 * The log with its leaves unfolded once, for all projections, and with statistics: reading the log itself for every
 * statement took three times as long (49,000 events: 10 s against 3 s, on a busy machine).
 */
async function unfoldLog(db: Kysely<unknown>, { schema, campaign, position }: Copy): Promise<EventSource> {
  const range = { campaign, from: 0, to: position };
  const table = sql.id(schema, UNFOLDED);
  await sql`create unlogged table ${table} as ${unfolded(range, null, new Map())}`.execute(db);
  await sql`create index on ${table} (type, position)`.execute(db);
  await sql`analyze ${table}`.execute(db);
  const { rows } = await sql<{ type: string; events: number }>`
    select type, count(*)::int as events from ${table} group by type`.execute(db);
  const found = rows.reduce((sum, { events }) => sum + events, 0);
  if (found !== position) throw new LogGap(range, found);
  return {
    types: new Set(rows.map(({ type }) => type)),
    events: (type) =>
      sql`(select * from ${table} ${type === null ? sql`` : sql`where type = ${sql.lit(type)}`} order by position) as event`,
  };
}

async function buildTable(db: Kysely<unknown>, projection: Projection, table: Sql, source: EventSource): Promise<void> {
  await createTable(db, projection, table);
  // Rebuilt from the log whenever it is lost, so it need not survive a crash of the server.
  await sql`alter table ${table} set unlogged`.execute(db);
  await applyStatements(db, projection, table, source);
  await sql`analyze ${table}`.execute(db);
}

async function finish(db: Kysely<unknown>, { schema, campaign, position }: Copy, versions: string): Promise<void> {
  await sql`drop table ${sql.id(schema, UNFOLDED)}`.execute(db);
  await sql`create unlogged table ${sql.id(schema, 'checkpoint')} as
    select ${campaign}::int as campaign, ${position}::bigint as next, true as is_live`.execute(db);
  await sql`grant usage on schema ${sql.id(schema)} to canbao_reader, canbao_writer`.execute(db);
  await sql`grant select on all tables in schema ${sql.id(schema)} to canbao_reader, canbao_writer`.execute(db);
  await sql`insert into reading.as_of (schema_name, campaign, position, versions)
    values (${schema}, ${campaign}, ${position}, ${versions})
    on conflict (schema_name) do update set versions = excluded.versions, used_at = clock_timestamp()`.execute(db);
}

async function dropLeastUsed(db: Kysely<unknown>, keep: number): Promise<void> {
  const { rows } = await sql<{ schema_name: string }>`
    select schema_name from reading.as_of order by used_at desc offset ${keep}`.execute(db);
  for (const { schema_name: schema } of rows) {
    await db.transaction().execute(async (transaction) => {
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(transaction);
      await sql`delete from reading.as_of where schema_name = ${schema}`.execute(transaction);
    });
  }
}
