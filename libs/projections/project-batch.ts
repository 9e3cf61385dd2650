import { type Kysely, sql } from 'kysely';

import { applyBatch, type PositionRange } from './apply-batch.ts';
import type { Projection } from './projection.ts';
import { LIVE_SCHEMA } from './reading-handle.ts';

export type TableNameOf = (projection: Projection) => string;

/**
 * One batch, exactly once: the checkpoints of all given projections move from `from` to `to` in the transaction that
 * writes their tables. A checkpoint that stands elsewhere, or is of another version, was moved by another worker or by
 * a newer one: `overtaken`, and nothing is written. That is the lease: a worker that slept through a kill finds out
 * here. `nameOf` says which tables are meant, the live ones or those that grow beside them.
 */
export async function projectBatch(
  db: Kysely<unknown>,
  projections: readonly Projection[],
  nameOf: TableNameOf,
  range: PositionRange,
): Promise<'projected' | 'overtaken'> {
  const transaction = await db.startTransaction().execute();
  try {
    if (!(await moveCheckpoints(transaction, projections, nameOf, range))) {
      await transaction.rollback().execute();
      return 'overtaken';
    }
    await applyBatch(transaction, projections, (one) => sql.id(LIVE_SCHEMA, nameOf(one)), range);
    await transaction.commit().execute();
    return 'projected';
  } catch (error) {
    // A broken connection cannot roll back either; the server has done it, and the first error is the one to tell.
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
    throw error;
  }
}

async function moveCheckpoints(
  db: Kysely<unknown>,
  projections: readonly Projection[],
  nameOf: TableNameOf,
  { campaign, from, to }: PositionRange,
): Promise<boolean> {
  // Locked in one order by everybody, or two workers could wait for each other.
  const { rows } = await sql<{ table_name: string }>`
    with asked as (
      select * from unnest(${projections.map(nameOf)}::text[], ${projections.map(({ version }) => version)}::int[])
        as a (table_name, version)
    ),
    locked as materialized (
      select c.table_name from reading.checkpoint c join asked a on a.table_name = c.table_name
      where c.campaign = ${campaign} order by c.table_name for update of c
    )
    update reading.checkpoint c set next = ${to}
    from asked a, locked l
    where c.table_name = a.table_name and l.table_name = a.table_name and c.campaign = ${campaign}
      and c.version = a.version and c.next = ${from}
    returning c.table_name`.execute(db);
  return rows.length === projections.length;
}
