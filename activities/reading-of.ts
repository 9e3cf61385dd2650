import { headOf } from '@canbao/event-log/head-of';
import { awaitPosition } from '@canbao/projections/await-position';
import type { Reading } from '@canbao/projections/open-reading';
import { inSnapshot, liveHandle, type ReadingHandle } from '@canbao/projections/reading-handle';
import { ApplicationFailure } from '@temporalio/common';

/** How long an attempt waits for the projector before it is put off. */
const CATCH_UP_MS = 4_000;

/**
 * The live reading tables of a campaign, all on one state, and not older than the log was when the question was put:
 * whoever decides by figures decides by today's. Throws `ProjectionBehind` (repeated later) when the projector is
 * behind or away. `mayLag`: as the tables stand, for a run that has waited when it began.
 */
export async function readingOf<Answer>(
  { db, log }: Reading,
  campaign: string,
  ask: (handle: ReadingHandle) => Promise<Answer>,
  { mayLag = false } = {},
): Promise<Answer> {
  const number = await log.campaignNumber(campaign);
  if (number === undefined) throw ApplicationFailure.retryable(campaign, 'NoSuchCampaign');
  const handle = liveHandle(db, number);
  if (mayLag) return inSnapshot(handle, ask);
  const head = await headOf(log, campaign);
  if (!(await awaitPosition(handle, head, { timeoutMs: CATCH_UP_MS }))) {
    throw ApplicationFailure.retryable(`the reading tables have not reached ${head}`, 'ProjectionBehind');
  }
  return inSnapshot(handle, ask);
}
