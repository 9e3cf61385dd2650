import { setTimeout as delay } from 'node:timers/promises';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import type { ApiPerson } from '@canbao/rehearsal/people/api-person';

/**
 * Holds the plan clock as a person at the console does: the rehearsal's own director leaves such a hold alone. It may
 * have been about to press *run* at the same moment, so the hold is looked at again before it counts. Answers a
 * function that lets the clock run on to where it was to be held.
 */
export async function heldClock(coordinator: ApiPerson): Promise<() => Promise<void>> {
  const state = async () => (await coordinator.ask(campaignContract.state)).clock;
  const { speed, holdAt } = await state();
  for (let holds = 0; holds < 5; holds++) {
    await coordinator.ask(campaignContract.clock, { body: { action: 'hold', heldBy: 'person' } });
    await delay(400);
    if ((await state()).heldBy !== 'person') continue;
    return async () => {
      await coordinator.ask(campaignContract.clock, { body: { action: 'run', speed, holdAt, heldBy: 'pace' } });
    };
  }
  throw new Error('the plan clock could not be held: somebody else presses run again and again');
}
