import type { Kysely } from 'kysely';

import type { Projection, Sql } from './projection.ts';

/** The table of a projection: `money-place` is `money_place`. */
export const tableName = (projection: Pick<Projection, 'name'>): string => projection.name.replaceAll('-', '_');

/** Where the next version of a projection grows beside the live one. */
export const nextTableName = (projection: Projection): string => `${tableName(projection)}_v${projection.version}`;

/** Makes the empty table of a projection, with its indexes. */
export async function createTable(db: Kysely<unknown>, projection: Projection, table: Sql): Promise<void> {
  await projection.create(table).execute(db);
  for (const index of projection.indexes?.(table) ?? []) await index.execute(db);
}
