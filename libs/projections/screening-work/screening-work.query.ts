import type { ScreeningStage } from '@canbao/domain/registration/registration.events';
import { clearableReasons } from '@canbao/domain/registration/return-reason';
import { type RawBuilder, sql } from 'kysely';

import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';

/** A run of screening: which township, round and stage. */
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

export type StageCounts = {
  /** Rows this round is about: checked in it, or waiting to be. */
  readonly expected: number;
  /** Those of them that are on this desk or have left it; the others are with their agents. */
  readonly received: number;
  readonly passed: number;
  readonly returned: number;
  /** Returned in this round and corrected since. */
  readonly corrected: number;
  readonly isStarted: boolean;
  readonly isFinished: boolean;
  /** Of the tax branch: the feedback was returned. */
  readonly isHandedOver: boolean;
};

/**
 * Returned by the tax branch for another record only, and a pair of it cleared since: round 2 asks again. Whether
 * every pair is cleared, and still of the contents that were compared, the check itself finds out.
 */
const isCleared = (handle: ReadingHandle): RawBuilder<unknown> => sql`(
  ${registrationState.isReturned} and r.reasons_position = r.tax_returned_1
    and r.reasons <@ ${JSON.stringify(clearableReasons)}::jsonb and exists (
      select from ${tableIn(handle, 'duplicate-verdict')} v
      where v.campaign = r.campaign and v.registration = r.registration and v.verdict = 'not-a-duplicate'))`;

/**
 * What waits for a stage. The health centre: no verdict since it came or was corrected. The tax branch: passed by the
 * health centre, in round 1 while it is not valid yet; in round 2 everybody, for what was valid may have died or joined
 * elsewhere since. A row already checked in this very round is not taken again, corrected or not: there are
 * two rounds.
 */
const waits = (handle: ReadingHandle, { stage, round }: ScreeningRound): RawBuilder<unknown> => {
  const open =
    stage === 'health-centre'
      ? registrationState.isUnchecked
      : round === 1
        ? sql`${registrationState.isHandable} and not ${registrationState.isValid}`
        : sql`(${registrationState.isHandable} or ${isCleared(handle)})`;
  return sql`${open} and not ${registrationState.isLeftover} and ${verdict(stage, round, 'passed')} is null
    and ${verdict(stage, round, 'returned')} is null`;
};

const verdict = (stage: ScreeningStage, round: 1 | 2, word: 'passed' | 'returned'): RawBuilder<unknown> =>
  sql.ref(`r.${stage === 'tax' ? 'tax' : 'hc'}_${word}_${round}`);

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

/** Rows a stage and round are about, checked or not. In round 2: what round 1 returned, and what came after it. */
const isExpected = (handle: ReadingHandle, run: ScreeningRound): RawBuilder<unknown> => {
  const isInRound = sql`(${verdict(run.stage, run.round, 'passed')} is not null
    or ${verdict(run.stage, run.round, 'returned')} is not null or (${waits(handle, run)}))`;
  if (run.stage === 'tax') return isInRound;
  return run.round === 1
    ? sql`true`
    : sql`(${isInRound} or r.hc_returned_1 is not null or r.tax_returned_1 is not null)`;
};

const counts = (handle: ReadingHandle, run: ScreeningRound): Promise<StageCounts> => {
  const { stage, round, township } = run;
  const [passed, returned] = [verdict(stage, round, 'passed'), verdict(stage, round, 'returned')];
  const screenings = sql`${tableIn(handle, 'screening')} s
    where s.campaign = ${handle.campaign} and s.township = ${township} and s.stage = ${stage} and s.round = ${round}`;
  return readOne(
    handle,
    sql<StageCounts>`
      select count(*) filter (where ${isExpected(handle, run)})::int as expected,
        count(*) filter (where ${passed} is not null or ${returned} is not null or (${waits(handle, run)}))::int as received,
        count(*) filter (where coalesce(${passed}, -1) > coalesce(${returned}, -1))::int as passed,
        count(*) filter (where coalesce(${returned}, -1) > coalesce(${passed}, -1))::int as returned,
        count(*) filter (where ${returned} < r.corrected_position)::int as corrected,
        exists (select from ${screenings} and s.started_at is not null) as "isStarted",
        exists (select from ${screenings} and s.finished_at is not null) as "isFinished",
        exists (
          select from ${tableIn(handle, 'township-step')} t
          where t.campaign = ${handle.campaign} and t.township = ${township} and t.round = ${round}
            and t.step = ${stage === 'tax' ? 'feedback' : 'handed-over'}
        ) as "isHandedOver"
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${township}`,
  );
};

/** How many rows a hand-over would carry now: passed by the health centre, nothing said against them since. */
async function handable(handle: ReadingHandle, township: string): Promise<number> {
  const { people } = await readOne(
    handle,
    sql<{ people: number }>`
      select count(*)::int as people from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${township} and ${registrationState.isHandable}`,
  );
  return people;
}

export const screeningWorkQuery = { page, counts, handable };
