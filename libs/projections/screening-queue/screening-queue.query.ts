import type { ScreeningStage } from '@canbao/domain/registration/registration.events';
import { type RawBuilder, sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';
import { returnedState } from '../registration/returned-state.ts';
import { type ScreeningRound, stepAt, verdictAt, waits } from '../screening-work/screening-work.query.ts';

/**
 * Rows of one stage and round, in numbers that add up (R-404 to R-411): `expected` = with their agents + `received`;
 * `received` = `waiting` + `checked`; `checked` = `passed` + `returned`; `corrected` are among the returned,
 * `handedOver` among the passed (of the tax branch, whose feedback is about everybody: among the checked).
 */
export type StageCounts = {
  /** Rows this round is about: checked in it, or to be. */
  readonly expected: number;
  readonly received: number;
  readonly checked: number;
  readonly waiting: number;
  readonly passed: number;
  readonly returned: number;
  readonly corrected: number;
  /** To the tax branch. By the tax branch: what it gave back in its feedback, or null in round 2, which has none. */
  readonly handedOver: number | null;
};

/** A stage of a round in one village. */
export type VillageStage = StageCounts & {
  readonly unit: string;
  readonly village: string;
  readonly stage: ScreeningStage;
  readonly round: 1 | 2;
};

/** Whether a stage of a round has begun, ended, and was handed over (tax branch: gave its feedback). */
export type StageProgress = {
  readonly stage: ScreeningStage;
  readonly round: 1 | 2;
  readonly isStarted: boolean;
  readonly isFinished: boolean;
  readonly isHandedOver: boolean;
};

const stages = [
  { stage: 'health-centre', round: 1 },
  { stage: 'tax', round: 1 },
  { stage: 'health-centre', round: 2 },
  { stage: 'tax', round: 2 },
] as const;

/**
 * One word for a row in a stage: `passed` or `returned` by it, `waiting` there, `away` (expected, with its agent or still
 * at the health centre), null = the stage is not about this row.
 */
function wordOf(handle: ReadingHandle, run: ScreeningRound): RawBuilder<unknown> {
  const { stage, round } = run;
  const [passed, returned] = [verdictAt(run, 'passed'), verdictAt(run, 'returned')];
  const verdict = sql`when coalesce(${passed}, -1) > coalesce(${returned}, -1) then 'passed'
    when ${returned} is not null then 'returned'`;
  if (stage === 'tax')
    // The tax branch has a list only once the health centre has handed it over, whole.
    return sql`case ${verdict} when ${waits(handle, run)}
      then case when ${stepAt(handle, 'handed-over', run)} is null then 'away' else 'waiting' end end`;
  // Round 2 is also about what round 1 returned and its agent has not corrected yet; what nobody can mend never comes.
  const away =
    round === 2
      ? sql`when ${registrationState.isReturned} and not ${returnedState.isLasting} and r.leftover_position is null
          and r.reasons_position in (r.hc_returned_1, r.tax_returned_1) then 'away'`
      : sql``;
  return sql`case ${verdict} when ${waits(handle, run)} then 'waiting' ${away} end`;
}

/** What leaves the desk with a verdict: passed rows to the tax branch, and its answers of round 1 with the feedback. */
function handedOn(handle: ReadingHandle, run: ScreeningRound): RawBuilder<unknown> {
  if (run.stage === 'health-centre') return sql`${verdictAt(run, 'passed')} < ${stepAt(handle, 'handed-over', run)}`;
  if (run.round === 2) return sql`null::boolean`;
  return sql`greatest(r.tax_passed_1, r.tax_returned_1) < ${stepAt(handle, 'feedback', run)}`;
}

/** Village by village, both stages of both rounds, in one pass over the township's rows; a village without rows is missing. */
const villages = (handle: ReadingHandle, township: string): Promise<readonly VillageStage[]> =>
  read(
    handle,
    sql<VillageStage>`
      select r.unit, r.village, s.stage, s.round,
        count(s.word)::int as expected,
        count(*) filter (where s.word <> 'away')::int as received,
        count(*) filter (where s.word in ('passed', 'returned'))::int as checked,
        count(*) filter (where s.word = 'waiting')::int as waiting,
        count(*) filter (where s.word = 'passed')::int as passed,
        count(*) filter (where s.word = 'returned')::int as returned,
        count(*) filter (where s.word = 'returned' and s.returned_at < r.corrected_position)::int as corrected,
        case when s.stage = 'tax' and s.round = 2 then null else count(*) filter (where s.is_handed_on)::int end as "handedOver"
      from ${tableIn(handle, 'registration')} r
      cross join lateral (values ${sql.join(
        stages.map(
          (of) => sql`(${of.stage}, ${sql.lit(of.round)}, ${wordOf(handle, { township, ...of })},
            ${verdictAt(of, 'returned')}, ${handedOn(handle, { township, ...of })})`,
        ),
      )}) s(stage, round, word, returned_at, is_handed_on)
      where r.campaign = ${handle.campaign} and r.township = ${township}
      group by r.unit, r.village, s.stage, s.round order by r.unit, s.round, s.stage`,
  );

/** The four stages of a township, in their order, begun or not. */
const progress = (handle: ReadingHandle, township: string): Promise<readonly StageProgress[]> =>
  read(
    handle,
    sql<StageProgress>`
      select q.stage, q.round, s.started_at is not null as "isStarted", s.finished_at is not null as "isFinished",
        t.step is not null as "isHandedOver"
      from (values ${sql.join(stages.map(({ stage, round }) => sql`(${stage}, ${sql.lit(round)})`))}) q(stage, round)
      left join ${tableIn(handle, 'screening')} s on s.campaign = ${handle.campaign} and s.township = ${township}
        and s.stage = q.stage and s.round = q.round
      left join ${tableIn(handle, 'township-step')} t on t.campaign = ${handle.campaign} and t.township = ${township}
        and t.round = q.round and t.step = case q.stage when 'tax' then 'feedback' else 'handed-over' end
      order by q.round, q.stage`,
  );

export const screeningQueueQuery = { villages, progress };
