import type { ScreeningStage } from '@canbao/domain/registration/registration.events';
import { clearableReasons } from '@canbao/domain/registration/return-reason';
import { type RawBuilder, sql } from 'kysely';

import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';

/** A run of screening: which township, round and stage (R-404 to R-406). */
export type ScreeningRound = {
  readonly township: string;
  readonly stage: ScreeningStage;
  readonly round: 1 | 2;
};

/** What a check needs of a row; name and number come from the vault by `person`. */
export type ScreeningRow = {
  readonly registration: string;
  readonly unit: string;
  readonly agent: string;
  readonly group: string;
  readonly person: string;
  readonly receipt: string;
  readonly amountFen: number;
};

/**
 * Returned by the tax branch for another record only, and a pair of it cleared since (R-405): round 2 asks again. Whether
 * every pair is cleared, and still of the contents that were compared, the check itself finds out.
 */
const isCleared = (handle: ReadingHandle): RawBuilder<unknown> => sql`(
  ${registrationState.isReturned} and r.reasons_position = r.tax_returned_1
    and r.reasons <@ ${JSON.stringify(clearableReasons)}::jsonb and exists (
      select from ${tableIn(handle, 'duplicate-verdict')} v
      where v.campaign = r.campaign and v.registration = r.registration and v.verdict = 'not-a-duplicate'))`;

/** Where a step of a township's round stands in the log, asked once a statement; null while it is not taken. */
export const stepAt = (
  handle: ReadingHandle,
  step: 'handed-over' | 'feedback',
  { township, round }: Pick<ScreeningRound, 'township' | 'round'>,
): RawBuilder<unknown> => sql`(
  select h.position from ${tableIn(handle, 'township-step')} h
  where h.campaign = ${handle.campaign} and h.township = ${township} and h.step = ${step} and h.round = ${round})`;

/**
 * What waits for a stage. The health centre: no verdict since it came or was corrected; who came after the first
 * hand-over waits for round 2. The tax branch: passed by the health centre, in round 1 while it is not valid yet; in
 * round 2 everybody, for what was valid may have died or joined elsewhere since (R-405). A row already checked in this
 * very round is not taken again, corrected or not: there are two rounds (R-406).
 */
export const waits = (handle: ReadingHandle, run: ScreeningRound): RawBuilder<unknown> =>
  sql`(${isOpenFor(handle, run)} and not ${registrationState.isLeftover}
    and ${verdictAt(run, 'passed')} is null and ${verdictAt(run, 'returned')} is null)`;

function isOpenFor(handle: ReadingHandle, { township, stage, round }: ScreeningRound): RawBuilder<unknown> {
  if (stage === 'health-centre') {
    const isLate = sql`(r.hc_passed_1 is not null or r.hc_returned_1 is not null or r.tax_returned_1 is not null
      or ${stepAt(handle, 'handed-over', { township, round: 1 })} is not null)`;
    return sql`${registrationState.isUnchecked} and ${round === 1 ? sql`not ${isLate}` : isLate}`;
  }
  return round === 1
    ? sql`${registrationState.isHandable} and r.hc_passed_2 is null and not ${registrationState.isValid}`
    : sql`(${registrationState.isHandable} or ${isCleared(handle)})`;
}

/** Where the verdict of a stage and round stands in the log; null while there is none. */
export const verdictAt = (
  { stage, round }: Pick<ScreeningRound, 'stage' | 'round'>,
  word: 'passed' | 'returned',
): RawBuilder<unknown> => sql.ref(`r.${stage === 'tax' ? 'tax' : 'hc'}_${word}_${round}`);

/**
 * The next rows of a round's work list, in order of registration: those behind `after` (null = from the start). Rows
 * leave the list as their verdicts are recorded, so a run that starts again goes on where it was.
 */
const page = (
  handle: ReadingHandle,
  run: ScreeningRound,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly ScreeningRow[]> =>
  read(
    handle,
    sql<ScreeningRow>`
      select r.registration, r.unit, r.agent, r.group_name as "group", r.person, r.receipt, r.amount_fen as "amountFen"
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${run.township}
        and r.registration > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') and ${waits(handle, run)}
      order by r.registration limit ${limit}`,
  );

/**
 * What a hand-over would carry now: passed by the health centre, nothing said against them since; and those among them
 * that lack a key field that is no secret, of which there must be none (R-411).
 */
const handable = (handle: ReadingHandle, township: string): Promise<{ people: number; lacking: number }> =>
  readOne(
    handle,
    sql<{ people: number; lacking: number }>`
      select count(*)::int as people,
        count(*) filter (where '' in (r.group_name, r.agent, r.village, r.township))::int as lacking
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${township} and ${registrationState.isHandable}`,
  );

export const screeningWorkQuery = { page, handable };
