import type { ReturnReason, ScreeningStage } from '@canbao/domain/registration/registration.events';
import { type RawBuilder, sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { type Registration, registrationColumns } from '../registration/registration.query.ts';
import { registrationState } from '../registration/registration-state.ts';
import { returnedState } from '../registration/returned-state.ts';

/**
 * Which rows a desk looks at: returned in round 1 and not corrected since; corrected since round 1; failed round 2 (or a
 * leftover that was returned); without a verdict of the health centre; all.
 */
export const rowSets = ['returned', 'corrected', 'failed', 'waiting', 'all'] as const;
export type RowSet = (typeof rowSets)[number];

export type ScreeningRowsAsked = {
  readonly township: string;
  /** Code inside the township; null = the whole township. */
  readonly village: string | null;
  readonly set: RowSet;
  readonly reason: ReturnReason | null;
};

/** A registration as a screening desk lists it. */
export type ScreenedRow = Registration & {
  /** Null = never returned. */
  readonly returnedBy: ScreeningStage | null;
  readonly isReturned: boolean;
  /** The agent has been told (R-405). */
  readonly isTold: boolean;
};

const isRound2 = sql`(r.leftover_position is not null
  or coalesce(r.reasons_position in (r.hc_returned_2, r.tax_returned_2), false))`;

const isIn: { readonly [Set in RowSet]: RawBuilder<unknown> } = {
  returned: sql`(${registrationState.isReturned} and not ${isRound2})`,
  corrected: sql`r.corrections > 0`,
  failed: sql`(${registrationState.isReturned} and ${isRound2})`,
  waiting: sql`(${registrationState.isUnchecked} and r.leftover_position is null)`,
  all: sql`true`,
};

const ofTownship = (
  handle: ReadingHandle,
  { township, village }: Pick<ScreeningRowsAsked, 'township' | 'village'>,
): RawBuilder<unknown> => sql`${tableIn(handle, 'registration')} r
  where r.campaign = ${handle.campaign} and r.township = ${township}
    and (${village}::text is null or r.village = ${village})`;

/** A page in order of registering, behind `after` (null = from the start); what follows is asked for with its last row. */
const page = (
  handle: ReadingHandle,
  { set, reason, ...where }: ScreeningRowsAsked,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly ScreenedRow[]> =>
  read(
    handle,
    sql<ScreenedRow>`
      select ${registrationColumns}, ${returnedState.columns(handle)} from ${ofTownship(handle, where)}
        and ${isIn[set]} and (${reason}::text is null or r.reasons ? ${reason})
        and r.registration > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      order by r.registration limit ${limit}`,
  );

/** How many rows each set has. */
const sizes = async (
  handle: ReadingHandle,
  where: Pick<ScreeningRowsAsked, 'township' | 'village'>,
): Promise<{ readonly [Set in RowSet]: number }> => {
  const [counts] = await read(
    handle,
    sql<{ readonly [Set in RowSet]: number }>`
      select ${sql.join(rowSets.map((set) => sql`count(*) filter (where ${isIn[set]})::int as ${sql.ref(set)}`))}
      from ${ofTownship(handle, where)}`,
  );
  return counts!;
};

/** Why the rows of a set came back, most frequent first; a row with two reasons counts under both. */
const reasons = (handle: ReadingHandle, { set, ...where }: Omit<ScreeningRowsAsked, 'reason'>) =>
  read(
    handle,
    sql<{ reason: ReturnReason; count: number }>`
      select reason, count(*)::int as count
      from (select r.reasons from ${ofTownship(handle, where)} and ${isIn[set]}) r, jsonb_array_elements_text(r.reasons) reason
      group by reason order by count(*) desc, reason`,
  );

export const screeningRowQuery = { page, sizes, reasons };
