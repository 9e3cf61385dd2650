import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import { agentContract } from '@canbao/http-contract/agent.contract';

import type { ApiPerson } from '../people/api-person.ts';
import { depositAtCounter, type CounterAnswer } from './deposit-at-counter.ts';
import { madeUpDigest } from './made-up-digest.ts';
import { note, type Stage } from './stage.ts';

/** One agent in twenty lets cash lie beyond the three days, once. */
const isLateAgent = (stage: Stage, agent: string): boolean => seededRandom(stage.options.seed, 'late', agent)() < 0.05;

/** Puts what is loose into a bag, hands every closed bag over the bank's counter, records it as banked. */
async function goToBank(stage: Stage, agent: ApiPerson): Promise<void> {
  const { unbagged, bags, planNow, agent: id } = await agent.ask(agentContract.workbench);
  const waiting = bags.filter(({ state }) => state === 'closed');
  for (let loose = unbagged.length; loose > 0; loose -= waiting.at(-1)!.people)
    waiting.push((await agent.ask(agentContract.closeBag, { body: {} })).bag);
  for (const { code, remark, amountFen } of waiting) {
    await atTheCounter(stage, { agent: id, code, remark, amountFen, planNow });
    await agent.ask(agentContract.recordBanked, {
      params: { code },
      body: { tellerSlipSha256: madeUpDigest('slip', code) },
    });
  }
}

type Trip = {
  readonly agent: string;
  readonly code: string;
  readonly remark: string;
  readonly amountFen: number;
  readonly planNow: number;
};

/** Some forget the remark, some stand at the wrong account, some are a coin short; the teller refuses and they mend it. */
async function atTheCounter(stage: Stage, { agent, code, remark, amountFen, planNow }: Trip): Promise<void> {
  const township = agent.split('-')[0] ?? '';
  const right = { account: township, amountFen, remark, depositor: agent, paidAt: planNow };
  const chance = seededRandom(stage.options.seed, 'counter', code)();
  const other = stage.county.townships.find((one) => one.code !== township)?.code ?? township;
  const wrong =
    chance < 0.02
      ? { ...right, remark: '医保款' }
      : chance < 0.025
        ? { ...right, account: other }
        : chance < 0.035
          ? { ...right, amountFen: amountFen - 1 }
          : null;
  if (wrong) {
    note(
      stage,
      wrong.remark !== remark ? 'forgotten-remark' : wrong.account !== township ? 'wrong-account' : 'one-fen-less',
    );
    const answer = await depositAtCounter(stage.counterUrl, wrong);
    if (answer.kind !== 'refused') throw new Error(`the bank took what it must refuse: ${JSON.stringify(wrong)}`);
  }
  const answer: CounterAnswer = await depositAtCounter(stage.counterUrl, right);
  if (answer.kind === 'refused') throw new Error(`the bank refused ${code}: ${answer.reason}`);
}

export const bankTrip = { isLate: isLateAgent, go: goToBank };
