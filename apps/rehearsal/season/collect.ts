import { setTimeout as wait } from 'node:timers/promises';

import type { MadeUpPayment } from '@canbao/domain/rehearsal/made-up-payments';
import { madeUpPayments } from '@canbao/domain/rehearsal/made-up-payments';
import { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { Refused, type ApiPerson } from '../people/api-person.ts';
import { sideBySide } from '../side-by-side.ts';
import { bankTrip } from './bank-trip.ts';
import { note, peopleAtOnce, type Stage } from './stage.ts';
import { takeByFile } from './take-by-file.ts';

type Workbench = AnswerOf<typeof agentContract.workbench>;

/** Payments of the whole county by day and agent; a visit is what one agent takes on one day. */
function visitsOf(stage: Stage): ReadonlyMap<number, ReadonlyMap<string, readonly MadeUpPayment[]>> {
  const visits = new Map<number, Map<string, MadeUpPayment[]>>();
  for (const township of stage.county.townships)
    for (const payment of madeUpPayments(stage.county, township)) {
      const day = visits.get(payment.day) ?? new Map<string, MadeUpPayment[]>();
      const visit = day.get(payment.agent) ?? [];
      visit.push(payment);
      day.set(payment.agent, visit);
      visits.set(payment.day, day);
    }
  return visits;
}

/** One day of collecting: agents who visit take money and write receipts, agents who did so before go to the bank. */
async function collectDay(stage: Stage, day: number, visits: ReturnType<typeof visitsOf>): Promise<void> {
  const today = visits.get(day);
  const agents = stage.cast.all('agent');
  await sideBySide(peopleAtOnce, agents, async (agent) => {
    const id = agent.account.holder ?? '';
    const payments = today?.get(id);
    if (payments) await visit(stage, agent, payments);
    const yesterday = visits.get(day - 1)?.has(id) === true;
    const isLate = bankTrip.isLate(stage, id);
    // A late agent lets the cash of the second visit lie until the breach has been seen and escalated.
    if ((yesterday && !(isLate && day === 5)) || (isLate && day === 9)) await bankTrip.go(stage, agent);
  });
}

/** Everybody banks what is left before the last deposit day ends. */
async function bankTheRest(stage: Stage): Promise<void> {
  await sideBySide(peopleAtOnce, stage.cast.all('agent'), (agent) => bankTrip.go(stage, agent));
}

/** At most 80 people's money in hand: the agent goes to the bank in between when a visit is larger. */
async function visit(stage: Stage, agent: ApiPerson, payments: readonly MadeUpPayment[]): Promise<void> {
  let workbench = await untilOpen(agent);
  for (let from = 0; from < payments.length;) {
    if (workbench.cash.peopleUntilCap === 0) {
      await bankTrip.go(stage, agent);
      workbench = await agent.ask(agentContract.workbench);
      continue;
    }
    const taken = payments.slice(from, from + workbench.cash.peopleUntilCap);
    await takeByFile(
      stage,
      agent,
      workbench,
      taken.filter(({ entry }) => entry === 'file'),
    );
    for (const payment of taken.filter(({ entry }) => entry === 'single'))
      await takeSingly(stage, agent, workbench, payment);
    from += taken.length;
    if (from < payments.length) workbench = await agent.ask(agentContract.workbench);
  }
}

/** A township opens a moment after the county; the agent's screen says when money may be taken. */
async function untilOpen(agent: ApiPerson): Promise<Workbench> {
  const from = Date.now();
  for (;;) {
    const workbench = await agent.ask(agentContract.workbench);
    if (workbench.isOpen) return workbench;
    if (Date.now() - from > 180_000) throw new Error(`${agent.account.name} waits in vain for collection to open`);
    await wait(300);
  }
}

async function takeSingly(
  stage: Stage,
  agent: ApiPerson,
  { premiumFen }: Workbench,
  { typed, receipt, mistake }: MadeUpPayment,
): Promise<void> {
  const body = { ...typed, receipt, amountFen: premiumFen };
  if (mistake) note(stage, mistake);
  try {
    await agent.ask(agentContract.register, { body });
  } catch (refusal) {
    // The check digit is answered at once; this agent is sure that the card reads so, and is wrong.
    if (!(refusal instanceof Refused && mistake === 'wrong-id-digit')) throw refusal;
    await agent.ask(agentContract.register, { body: { ...body, asOnCard: true } });
  }
}

export const collect = { visitsOf, day: collectDay, bankTheRest };
