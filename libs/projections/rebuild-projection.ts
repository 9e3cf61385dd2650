import { type Kysely, sql } from 'kysely';

import { applyBatch } from './apply-batch.ts';
import { enlist } from './prepare-reading.ts';
import { projectBatch } from './project-batch.ts';
import type { Projection } from './projection.ts';
import { LIVE_SCHEMA } from './reading-handle.ts';
import { createTable, nextTableName, tableName } from './table-name.ts';

/** `old` is null when the live table was of another version: columns differ, so only the rows are told. */
export type Rebuilt = {
  readonly projection: string;
  readonly rows: number;
  readonly oldRows: number;
  readonly isEqual: boolean | null;
};

export type RebuildProgress = {
  readonly campaign: number;
  /** `folded` up to the head seen at the start, then `caught-up` with what came meanwhile. */
  readonly step: 'folded' | 'caught-up';
  readonly events: number;
};

export type RebuildOptions = {
  /** Told after every step of every campaign, and waited for. */
  readonly onProgress?: (progress: RebuildProgress) => void | Promise<void>;
};

/** The rebuilt table differs from the live one at the same position: one of them is wrong, nothing was switched. */
export class RebuildDiffers extends Error {
  constructor(projection: string) {
    super(`${projection}: the rebuilt table differs from the live one at the same position; the live one was kept`);
    this.name = 'RebuildDiffers';
  }
}

/**
 * Builds a projection anew beside the live table, catches up, compares at the same position and switches, while the
 * projector goes on (event-log.md 7). Throws RebuildDiffers when the version is the same and the tables are not: then
 * nothing is switched. A run that was killed leaves `<table>_v<n>`; the next one drops it.
 */
export async function rebuildProjection(
  db: Kysely<unknown>,
  projection: Projection,
  { onProgress = () => undefined }: RebuildOptions = {},
): Promise<Rebuilt> {
  const next = nextTableName(projection);
  await enlist(db);
  const { rows: logs } = await sql<{
    campaign: number;
    head: number;
  }>`select campaign, head from log order by campaign`.execute(db);
  await startBeside(db, projection, next);
  for (const { campaign, head } of logs) {
    await foldWhole(db, projection, { campaign, head });
    await onProgress({ campaign, step: 'folded', events: head });
  }
  for (const { campaign, head } of logs) {
    const events = await catchUp(db, projection, { campaign, from: head });
    await onProgress({ campaign, step: 'caught-up', events });
  }
  return switchOver(db, projection, next);
}

async function startBeside(db: Kysely<unknown>, projection: Projection, next: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`drop table if exists ${sql.id(LIVE_SCHEMA, next)}`.execute(transaction);
    await sql`delete from reading.checkpoint where table_name = ${next}`.execute(transaction);
    await createTable(transaction, projection, sql.id(LIVE_SCHEMA, next));
  });
}

/** One statement per event type over the whole log: ten times as fast as batches. */
async function foldWhole(
  db: Kysely<unknown>,
  projection: Projection,
  { campaign, head }: { readonly campaign: number; readonly head: number },
): Promise<void> {
  const next = nextTableName(projection);
  await db.transaction().execute(async (transaction) => {
    await sql`set local work_mem = '256MB'`.execute(transaction);
    await applyBatch(transaction, [projection], () => sql.id(LIVE_SCHEMA, next), { campaign, from: 0, to: head });
    await sql`insert into reading.checkpoint (table_name, campaign, projection, version, next, is_live)
      values (${next}, ${campaign}, ${projection.name}, ${projection.version}, ${head}, false)`.execute(transaction);
  });
  await sql`analyze ${sql.id(LIVE_SCHEMA, next)}`.execute(db);
}

async function catchUp(
  db: Kysely<unknown>,
  projection: Projection,
  start: { readonly campaign: number; readonly from: number },
): Promise<number> {
  for (let { from } = start; ;) {
    const { rows } = await sql<{ head: number }>`select head from log where campaign = ${start.campaign}`.execute(db);
    const to = rows[0]!.head;
    if (to === from) return to;
    const outcome = await projectBatch(db, [projection], nextTableName, { campaign: start.campaign, from, to });
    if (outcome === 'overtaken') throw new Error(`${projection.name} is being rebuilt by somebody else`);
    from = to;
  }
}

/** The last batch, the comparison and the new name in one transaction; batches of the live table wait for it. */
async function switchOver(db: Kysely<unknown>, projection: Projection, next: string): Promise<Rebuilt> {
  const live = tableName(projection);
  return db.transaction().execute(async (transaction) => {
    const { rows: standings } = await sql<Standing>`
      select campaign, next, is_live as "isLive", version from reading.checkpoint
      where table_name in (${live}, ${next}) order by table_name, campaign for update`.execute(transaction);
    for (const old of standings.filter(({ isLive }) => isLive)) {
      const from = standings.find(({ campaign, isLive }) => !isLive && campaign === old.campaign)?.next ?? 0;
      // The live table stands still now; whichever is behind comes up to the other.
      const [behind, range] = from < old.next ? [next, { from, to: old.next }] : [live, { from: old.next, to: from }];
      if (behind === live && old.version !== projection.version) continue;
      await applyBatch(transaction, [projection], () => sql.id(LIVE_SCHEMA, behind), {
        campaign: old.campaign,
        ...range,
      });
      await sql`insert into reading.checkpoint (table_name, campaign, projection, version, next, is_live)
        values (${next}, ${old.campaign}, ${projection.name}, ${projection.version}, ${Math.max(from, old.next)}, false)
        on conflict (table_name, campaign) do update set next = excluded.next`.execute(transaction);
    }
    const [oldSum, newSum] = [await checksum(transaction, live), await checksum(transaction, next)];
    const isSameVersion = standings.every(({ isLive, version }) => !isLive || version === projection.version);
    const isEqual = isSameVersion ? oldSum.rows === newSum.rows && oldSum.sum === newSum.sum : null;
    if (isEqual === false) throw new RebuildDiffers(projection.name);
    await sql`drop table ${sql.id(LIVE_SCHEMA, live)}`.execute(transaction);
    await sql`alter table ${sql.id(LIVE_SCHEMA, next)} rename to ${sql.id(live)}`.execute(transaction);
    await sql`delete from reading.checkpoint where table_name = ${live}`.execute(transaction);
    await sql`update reading.checkpoint set table_name = ${live}, is_live = true where table_name = ${next}`.execute(
      transaction,
    );
    await sql`update reading.live_projection set version = ${projection.version} where projection = ${projection.name}`.execute(
      transaction,
    );
    return { projection: projection.name, rows: newSum.rows, oldRows: oldSum.rows, isEqual };
  });
}

type Standing = {
  readonly campaign: number;
  readonly next: number;
  readonly isLive: boolean;
  readonly version: number;
};

/** Of all rows in any order, whatever their columns. */
async function checksum(db: Kysely<unknown>, table: string): Promise<{ readonly rows: number; readonly sum: string }> {
  const { rows } = await sql<{ rows: number; sum: string }>`
    select count(*)::bigint as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum
    from ${sql.id(LIVE_SCHEMA, table)} t`.execute(db);
  return rows[0]!;
}
