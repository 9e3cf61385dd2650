import { setTimeout as wait } from 'node:timers/promises';

import type { MadeUpPayment } from '@canbao/domain/rehearsal/made-up-payments';
import { madeUpPayments } from '@canbao/domain/rehearsal/made-up-payments';
import { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { townshipContract } from '@canbao/http-contract/township.contract';

import { sideBySide } from '../side-by-side.ts';
import { judgeDuplicates } from './judge-duplicates.ts';
import { officesOf } from './offices-of.ts';
import { peopleAtOnce, type Stage } from './stage.ts';

type Screening = AnswerOf<typeof townshipContract.screening>;

/** Waits in real time; the plan clock stands at the day's end meanwhile. */
async function until(
  stage: Stage,
  township: string,
  what: string,
  isSo: (screening: Screening) => boolean,
): Promise<void> {
  const { healthCentre } = officesOf(stage, township);
  const from = Date.now();
  for (let pause = 80; ; pause = Math.min(1_000, pause * 1.5)) {
    const screening = await healthCentre.ask(townshipContract.screening, { params: { township } });
    if (isSo(screening)) return;
    if (Date.now() - from > 120_000)
      throw new Error(`${township} waits in vain for ${what}: ${JSON.stringify(screening.rounds)}`);
    await wait(pause);
  }
}

/** Round 1: first check, hand-over whole, the register is asked, feedback goes back through the health centre. */
async function screenFirstRound(stage: Stage, townships: readonly string[]): Promise<void> {
  await sideBySide(peopleAtOnce, townships, async (township) => {
    const { healthCentre, taxBranch } = officesOf(stage, township);
    const input = { params: { township }, body: { round: 1 as const } };
    await healthCentre.ask(townshipContract.startFirstCheck, input);
    await until(stage, township, 'first check 1', ({ rounds }) => rounds[0]?.healthCentre.isFinished === true);
    await healthCentre.ask(townshipContract.handOver, input);
    await judgeDuplicates(stage, township);
    await taxBranch.ask(townshipContract.startRegisterCheck, input);
    await until(stage, township, 'register check 1', ({ rounds }) => rounds[0]?.tax.isFinished === true);
    await taxBranch.ask(townshipContract.returnFeedback, input);
  });
}

/** Round 2: what was corrected or came late is checked, and everything is handed over again. */
async function screenSecondRound(stage: Stage, townships: readonly string[]): Promise<void> {
  await sideBySide(peopleAtOnce, townships, async (township) => {
    const { healthCentre } = officesOf(stage, township);
    const input = { params: { township }, body: { round: 2 as const } };
    await healthCentre.ask(townshipContract.startFirstCheck, input);
    await until(stage, township, 'first check 2', ({ rounds }) => rounds[1]?.healthCentre.isFinished === true);
    await healthCentre.ask(townshipContract.handOver, input);
    await judgeDuplicates(stage, township);
  });
}

/** Agents look at the card again and mend what came back; some find nothing wrong, and it becomes a leftover. */
async function correctReturnedRows(stage: Stage, townships: readonly string[]): Promise<void> {
  const payments = new Map<string, MadeUpPayment>();
  for (const township of stage.county.townships)
    if (townships.includes(township.code))
      for (const one of madeUpPayments(stage.county, township)) if (one.mistake) payments.set(one.receipt, one);
  const agents = stage.cast
    .all('agent')
    .filter(({ account }) => townships.includes(account.holder?.split('-')[0] ?? ''));
  await sideBySide(peopleAtOnce, agents, async (agent) => {
    const { returned } = await agent.ask(agentContract.workbench);
    for (const row of returned.filter(({ isMendable }) => isMendable)) {
      const payment = payments.get(row.receipt);
      if (!payment?.isMended) continue;
      const { idNumber, name, group } = payment.person;
      const body = {
        ...(payment.typed.idNumber === idNumber ? {} : { idNumber }),
        ...(payment.typed.name === name ? {} : { name }),
        ...(payment.typed.group === group ? {} : { group }),
      };
      if (Object.keys(body).length > 0)
        await agent.ask(agentContract.correct, { params: { registration: row.registration }, body });
    }
  });
}

export const screen = { firstRound: screenFirstRound, secondRound: screenSecondRound, correctReturnedRows };
