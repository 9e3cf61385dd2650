import { setTimeout as wait } from 'node:timers/promises';

import { officeContract } from '@canbao/http-contract/office.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';

import { Refused } from '../people/api-person.ts';
import { sideBySide } from '../side-by-side.ts';
import { officesOf } from './offices-of.ts';
import { peopleAtOnce, type Stage } from './stage.ts';

/** The tax branch begins: second screening, then hand-over to the bureau. */
async function startEnrolments(stage: Stage, townships: readonly string[]): Promise<void> {
  await sideBySide(peopleAtOnce, townships, async (township) => {
    const { taxBranch } = officesOf(stage, township);
    const from = Date.now();
    for (;;) {
      try {
        await taxBranch.ask(townshipContract.startEnrolment, { params: { township }, body: {} });
        return;
      } catch (refusal) {
        // The bank hands its closing statement over within two days; until then the clerk is told to wait, and does.
        const isEarly = refusal instanceof Refused && refusal.problem.type.endsWith('/closing-statement-missing');
        if (!isEarly || Date.now() - from > 120_000) throw refusal;
        await wait(1_000);
      }
    }
  });
}

/** The bureau's clerk takes every hand-over that waits. Answers how many are not finished yet. */
async function acceptHandovers(stage: Stage): Promise<number> {
  const bureau = stage.cast.find('insurance-bureau');
  const { handovers } = await bureau.ask(officeContract.bureau);
  for (const { township } of handovers.filter(({ state }) => state === 'sent'))
    await bureau.ask(officeContract.acceptHandover, { params: { township }, body: {} });
  return stage.county.townships.length - handovers.filter(({ state }) => state === 'finished').length;
}

export const enroll = { start: startEnrolments, acceptHandovers };
