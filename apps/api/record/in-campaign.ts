import type { Problem } from '@canbao/domain/problem';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { Parts } from '../parts.ts';

/** Runs a command in the open campaign; a problem while there is none. */
export async function inCampaign<Answer>(
  parts: Parts,
  work: (current: CurrentCampaign) => Promise<Answer | Problem>,
): Promise<Answer | Problem> {
  const current = await parts.campaign();
  return current === null ? engineProblems.noCampaign() : work(current);
}
