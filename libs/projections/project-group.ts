import { type Kysely, sql } from 'kysely';

import { enlist } from './prepare-reading.ts';
import { projectBatch } from './project-batch.ts';
import type { Projection } from './projection.ts';
import { tableName } from './table-name.ts';

/** Events per batch when behind; measured in event-log.md 7: five times as many gain a fifth. */
export const BATCH_EVENTS = 10_000;

export type RoundOptions = {
  readonly limit?: number;
  /** Asked before every batch; true leaves the round. */
  readonly isStopping?: () => boolean;
};

type Standing = {
  readonly campaign: number;
  readonly head: number;
  readonly next: number | null;
  readonly names: string[];
};

/**
 * One round over every campaign: a batch for those of the group's projections that are furthest behind. Returns how
 * many events were projected; 0 = everything is at its head, look again later. Throws what the database throws (go on
 * after a while) and LogGap (stop).
 */
export async function projectGroup(
  db: Kysely<unknown>,
  group: readonly Projection[],
  { limit = BATCH_EVENTS, isStopping = () => false }: RoundOptions = {},
): Promise<number> {
  let projected = 0;
  let standings = await standingsOf(db, group);
  if (standings.some(({ next }) => next === null)) {
    await enlist(db);
    standings = await standingsOf(db, group);
  }
  for (const [index, { campaign, head, next, names }] of standings.entries()) {
    const isFurthestBehind = standings[index - 1]?.campaign !== campaign;
    if (next === null || next >= head || !isFurthestBehind || isStopping()) continue;
    // Up to where the next ones stand, so that they go on together.
    const others = standings[index + 1]?.campaign === campaign ? (standings[index + 1]?.next ?? head) : head;
    const to = Math.min(next + limit, head, others);
    const behind = group.filter(({ name }) => names.includes(name));
    const outcome = await projectBatch(db, behind, tableName, { campaign, from: next, to });
    if (outcome === 'projected') projected += to - next;
  }
  return projected;
}

/** Per campaign and position the projections that stand there, furthest behind first. One small query, asked all the time. */
async function standingsOf(db: Kysely<unknown>, group: readonly Projection[]): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    select l.campaign, l.head, c.next, coalesce(array_agg(c.projection) filter (where c.projection is not null), '{}') as names
    from log l
    left join reading.checkpoint c on c.campaign = l.campaign and c.is_live
      and c.projection = any(${group.map(({ name }) => name)}::text[])
    group by l.campaign, l.head, c.next
    order by l.campaign, c.next nulls first`.execute(db);
  return rows;
}
