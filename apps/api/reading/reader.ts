import type { Problem } from '@canbao/domain/problem';
import { type CampaignPhase, campaignPhaseQuery } from '@canbao/projections/campaign-phase/campaign-phase.query';
import { type CampaignState, campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { type Deadline, deadlineQuery } from '@canbao/projections/deadline/deadline.query';
import { type Moment, momentQuery } from '@canbao/projections/moment/moment.query';
import { inSnapshot, type ReadingHandle } from '@canbao/projections/reading-handle';
import { townshipQuery } from '@canbao/projections/township/township.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { KnownPack } from '../campaign/known-pack.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { Parts } from '../parts.ts';
import { isTableMissing } from './is-table-missing.ts';
import { readingProblems } from './reading-problems.ts';

/** What a reading operation works with: tables of one moment, and what names there are in it. */
export type Reader = {
  readonly current: CurrentCampaign;
  readonly handle: ReadingHandle;
  /** As of the moment that is read. */
  readonly state: CampaignState;
  readonly pack: KnownPack;
  /** Plan instant of the moment: now, or that of the last event before it. */
  readonly planAt: number;
  readonly moment: { readonly position: number; readonly recordedAt: string | null; readonly planAt: number };
  /** The plan at that moment; asked once, however many look at it. */
  phases(): Promise<readonly CampaignPhase[]>;
  deadlines(): Promise<readonly Deadline[]>;
  /** Name of a unit by its path; the code for one without a name. */
  nameOf(unit: string): string;
};

/**
 * Runs one reading operation over the tables of now, or as of position `at` (R-1002): the same queries, all on one
 * state. A problem when no campaign is open at that moment, or when the log has not come so far.
 */
export async function reading<Answer>(
  parts: Parts,
  at: number | undefined,
  work: (reader: Reader) => Promise<Answer>,
): Promise<Answer | Problem> {
  const current = await parts.campaign();
  if (current === null) return engineProblems.noCampaign();
  if (at !== undefined && at > (await momentQuery.head(current.live))) return readingProblems.notSoFar();
  if (at === undefined) return read(parts, current, current.live, current.planNow, work);
  try {
    return await read(parts, current, await parts.asOf(current, at), null, work);
  } catch (error) {
    if (!isTableMissing(error)) throw error;
    // Others have read so many other moments meanwhile that this one was dropped.
    return read(parts, current, await parts.asOf(current, at), null, work);
  }
}

function read<Answer>(
  parts: Parts,
  current: CurrentCampaign,
  handle: ReadingHandle,
  planNow: number | null,
  work: (reader: Reader) => Promise<Answer>,
): Promise<Answer | Problem> {
  return inSnapshot(handle, async (snapshot) => {
    const state = await campaignStateQuery.state(snapshot);
    if (state === null) return engineProblems.noCampaign();
    const moment = await momentQuery.current(snapshot);
    const names = await townshipQuery.names(snapshot);
    const pack = parts.packOf(state.pack.id);
    const phases = once(() => campaignPhaseQuery.all(snapshot));
    const deadlines = once(() => deadlineQuery.all(snapshot));
    const planAt = planNow ?? moment.occurredAt ?? state.openedAt;
    return work({
      current,
      handle: snapshot,
      state,
      pack,
      planAt,
      phases,
      deadlines,
      moment: momentAnswer(moment, planAt),
      nameOf: (unit) => names.get(unit) ?? (unit === state.region ? pack.pack.units.name : unit.split('/').at(-1)!),
    });
  });
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => (asked ??= ask());
}

const momentAnswer = ({ position, recordedAt }: Moment, planAt: number): Reader['moment'] => ({
  position,
  recordedAt: recordedAt === null ? null : new Date(recordedAt).toISOString(),
  planAt,
});
