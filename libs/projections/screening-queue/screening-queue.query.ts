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

/** The columns of one stage: its word, whether what it returned was corrected since, whether the row was handed on. */
const columnsOf = (handle: ReadingHandle, run: ScreeningRound, n: number): RawBuilder<unknown> => sql`
  ${wordOf(handle, run)} as ${sql.ref(`word_${n}`)},
  coalesce(${verdictAt(run, 'returned')} < r.corrected_position, false) as ${sql.ref(`is_corrected_${n}`)},
  coalesce(${handedOn(handle, run)}, false) as ${sql.ref(`is_handed_on_${n}`)}`;

/**
 * Village by village, both stages of both rounds, in one pass over the township's rows; a village without rows is missing.
 * Rows that stand alike in all four stages are counted together first: of 86,258 there are some hundred kinds.
 */
const villages = (handle: ReadingHandle, township: string): Promise<readonly VillageStage[]> =>
  read(
    handle,
    sql<VillageStage>`
      with alike as materialized (
        select k.*, count(*)::int as rows
        from (
          select r.unit, r.village, ${sql.join(stages.map((of, n) => columnsOf(handle, { township, ...of }, n)))}
          from ${tableIn(handle, 'registration')} r
          where r.campaign = ${handle.campaign} and r.township = ${township} offset 0
        ) k
        group by k.unit, k.village, ${sql.join(stages.map((_, n) => stageColumns(n)))}
      )
      select a.unit, a.village, s.stage, s.round,
        coalesce(sum(a.rows) filter (where s.word is not null), 0)::int as expected,
        coalesce(sum(a.rows) filter (where s.word <> 'away'), 0)::int as received,
        coalesce(sum(a.rows) filter (where s.word in ('passed', 'returned')), 0)::int as checked,
        coalesce(sum(a.rows) filter (where s.word = 'waiting'), 0)::int as waiting,
        coalesce(sum(a.rows) filter (where s.word = 'passed'), 0)::int as passed,
        coalesce(sum(a.rows) filter (where s.word = 'returned'), 0)::int as returned,
        coalesce(sum(a.rows) filter (where s.word = 'returned' and s.is_corrected), 0)::int as corrected,
        case when s.stage = 'tax' and s.round = 2 then null
          else coalesce(sum(a.rows) filter (where s.is_handed_on), 0)::int end as "handedOver"
      from alike a
      cross join lateral (values ${sql.join(
        stages.map(({ stage, round }, n) => sql`(${stage}, ${sql.lit(round)}, ${stageColumns(n)})`),
      )}) s(stage, round, word, is_corrected, is_handed_on)
      group by a.unit, a.village, s.stage, s.round order by a.unit, s.round, s.stage`,
  );

const stageColumns = (n: number): RawBuilder<unknown> => sql.raw(`word_${n}, is_corrected_${n}, is_handed_on_${n}`);

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
