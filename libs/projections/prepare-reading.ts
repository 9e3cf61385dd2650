import { type Kysely, sql } from 'kysely';

import type { Projection } from './projection.ts';
import { LIVE_SCHEMA } from './reading-handle.ts';
import { createTable, tableName } from './table-name.ts';

/*
 * The schema `reading`, made by the projector itself (it needs `create` on the database; what can be rebuilt is
 * declared, not migrated).
 *
 *   checkpoint        per table and campaign the next position; moved in the transaction that writes the table
 *   live_projection   which version of a projection the live table holds
 *   as_of             schemas built as of a position, by last use
 */
const TABLES = `
  create table if not exists reading.checkpoint (
    table_name text not null,
    campaign int not null,
    projection text not null,
    version int not null,
    next bigint not null check (next >= 0),
    is_live boolean not null,
    primary key (table_name, campaign)
  ) with (fillfactor = 50);
  create table if not exists reading.live_projection (projection text primary key, version int not null);
  create table if not exists reading.as_of (
    schema_name text primary key,
    campaign int not null,
    position bigint not null,
    versions text not null,
    used_at timestamptz not null default clock_timestamp()
  )`;

/**
 * Makes what is missing: schema, book-keeping, the tables of projections that have none. Drops the tables of those that
 * are no longer declared. Returns the projections whose live table is of another version: they are to be rebuilt.
 * Several processes may call it at once.
 */
export function prepareReading(
  db: Kysely<unknown>,
  projections: readonly Projection[],
): Promise<readonly Projection[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('canbao/reading'))`.execute(transaction);
    await sql`create schema if not exists ${sql.id(LIVE_SCHEMA)}`.execute(transaction);
    await sql`grant usage on schema ${sql.id(LIVE_SCHEMA)} to canbao_reader, canbao_writer`.execute(transaction);
    await sql
      .raw('alter default privileges in schema reading grant select on tables to canbao_reader, canbao_writer')
      .execute(transaction);
    await sql.raw(TABLES).execute(transaction);
    const { rows } = await sql<{ projection: string; version: number }>`
      select projection, version from reading.live_projection`.execute(transaction);
    const live = new Map(rows.map(({ projection, version }) => [projection, version]));
    for (const name of live.keys()) if (!projections.some((one) => one.name === name)) await forget(transaction, name);
    for (const projection of projections) if (!live.has(projection.name)) await begin(transaction, projection);
    await enlist(transaction);
    return projections.filter(({ name, version }) => live.has(name) && live.get(name) !== version);
  });
}

/** Gives every live table its checkpoint in every campaign, all at once: the least of them is how far reading is. */
export async function enlist(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into reading.checkpoint (table_name, campaign, projection, version, next, is_live)
    select replace(p.projection, '-', '_'), l.campaign, p.projection, p.version, 0, true
    from reading.live_projection p cross join log l
    on conflict do nothing`.execute(db);
}

async function begin(db: Kysely<unknown>, projection: Projection): Promise<void> {
  await createTable(db, projection, sql.id(LIVE_SCHEMA, tableName(projection)));
  await sql`insert into reading.live_projection values (${projection.name}, ${projection.version})`.execute(db);
}

async function forget(db: Kysely<unknown>, name: string): Promise<void> {
  await sql`drop table if exists ${sql.id(LIVE_SCHEMA, tableName({ name }))}`.execute(db);
  await sql`delete from reading.checkpoint where projection = ${name}`.execute(db);
  await sql`delete from reading.live_projection where projection = ${name}`.execute(db);
}
