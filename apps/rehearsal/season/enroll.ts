import { officeContract } from '@canbao/http-contract/office.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';

import { sideBySide } from '../side-by-side.ts';
import { officesOf } from './offices-of.ts';
import { peopleAtOnce, type Stage } from './stage.ts';

/** The tax branch begins: second screening, then hand-over to the bureau. */
async function startEnrolments(stage: Stage, townships: readonly string[]): Promise<void> {
  await sideBySide(peopleAtOnce, townships, async (township) => {
    await officesOf(stage, township).taxBranch.ask(townshipContract.startEnrolment, { params: { township }, body: {} });
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
