import { type Kysely, type RawBuilder, sql } from 'kysely';

import type { Sql } from './projection.ts';

export const LIVE_SCHEMA = 'reading';

/**
 * Where a query reads: the live tables (`reading`) or those as of a position (`asof_<campaign>_<position>`), and of
 * which campaign (the log's number). Made by `liveHandle`, `buildAsOf` or `inSnapshot`.
 */
export type ReadingHandle = { readonly db: Kysely<unknown>; readonly schema: string; readonly campaign: number };

export const liveHandle = (db: Kysely<unknown>, campaign: number): ReadingHandle => ({
  db,
  schema: LIVE_SCHEMA,
  campaign,
});

/** The table of a projection, by the projection's name. */
export const tableIn = (handle: ReadingHandle, projection: string): Sql =>
  sql.id(handle.schema, projection.replaceAll('-', '_'));

export async function read<Row>(handle: ReadingHandle, query: RawBuilder<Row>): Promise<readonly Row[]> {
  return (await query.execute(handle.db)).rows;
}

/** The only row of a query that always has one; an Error if it has none. */
export async function readOne<Row>(handle: ReadingHandle, query: RawBuilder<Row>): Promise<Row> {
  const row = (await query.execute(handle.db)).rows[0];
  if (row === undefined) throw new Error('a query without its row');
  return row;
}

/**
 * Several queries of one answer, all on one state of the tables: a total and its parts then agree. Use it whenever an
 * answer is put together from more than one query.
 */
export function inSnapshot<Answer>(
  handle: ReadingHandle,
  work: (handle: ReadingHandle) => Promise<Answer>,
): Promise<Answer> {
  return handle.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((db) => work({ ...handle, db }));
}
