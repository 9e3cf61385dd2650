import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type MeasureName = 'registered' | 'deposited' | 'entered';
export type ContributionSum = { readonly people: number; readonly fen: number; readonly events: number };

/** Instants are epoch ms: `occurredAt` on the plan's clock, `recordedAt` on the machine's. */
export type Contribution = {
  readonly position: number;
  readonly type: string;
  readonly unit: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly people: number;
  readonly fen: number;
  readonly subject: string;
};

export type ContributionRange = {
  readonly measure: MeasureName;
  /** A county, township or village: everything at or below it. */
  readonly unit: string;
  /** Positions, `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
};

/** At or below a unit, by the index: paths are compared byte by byte, and '0' comes right after '/'. */
const within = (unit: string): RawBuilder<unknown> =>
  sql`(unit = ${unit} or (unit >= ${`${unit}/`} and unit < ${`${unit}0`}))`;

const scope = (handle: ReadingHandle, { measure, unit, from, to }: ContributionRange): RawBuilder<unknown> => sql`
  from ${tableIn(handle, 'contribution')}
  where campaign = ${handle.campaign} and measure = ${measure} and ${within(unit)} and position >= ${from} and position < ${to}`;

const sum = (handle: ReadingHandle, range: ContributionRange): Promise<ContributionSum> =>
  readOne(
    handle,
    sql<ContributionSum>`
      select coalesce(sum(people), 0)::int as people, coalesce(sum(fen), 0)::bigint as fen, count(*)::int as events
      ${scope(handle, range)}`,
  );

/** Newest first, `limit` at most. */
const list = (handle: ReadingHandle, range: ContributionRange, limit: number): Promise<readonly Contribution[]> =>
  read(
    handle,
    sql<Contribution>`
      select position, type, unit, ${epochMs('occurred_at')} as "occurredAt", ${epochMs('recorded_at')} as "recordedAt",
        people, fen, subject
      ${scope(handle, range)}
      order by position desc limit ${limit}`,
  );

/** The figure itself, folded apart from the list (village-progress); compare it with `sum` from 0 to this moment. */
const figure = (handle: ReadingHandle, measure: MeasureName, unit: string): Promise<{ people: number; fen: number }> =>
  readOne(
    handle,
    sql<{ people: number; fen: number }>`
      select coalesce(sum(${sql.ref(`${measure}_people`)}), 0)::int as people,
        coalesce(sum(${sql.ref(`${measure}_fen`)}), 0)::bigint as fen
      from ${tableIn(handle, 'village-progress')} where campaign = ${handle.campaign} and ${within(unit)}`,
  );

export const contributionQuery = { sum, list, figure };
