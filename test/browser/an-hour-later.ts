import { campaignContract } from '@canbao/http-contract/campaign.contract';
import type { Cast } from '@canbao/rehearsal/people/cast';
import { eventually } from './eventually.ts';

/** Moves the held plan clock on by an hour: a statement tells of what was booked before it was made. */
export async function anHourLater(cast: Cast, patienceMs: number): Promise<void> {
  const director = cast.find('county-coordinator');
  const holdAt = (await director.ask(campaignContract.state)).planNow + 3_600_000;
  await director.ask(campaignContract.clock, { body: { action: 'run', holdAt, heldBy: 'person' } });
  await eventually('an hour', patienceMs, async () => (await director.ask(campaignContract.state)).planNow === holdAt);
}
