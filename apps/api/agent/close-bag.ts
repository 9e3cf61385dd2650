import { bagDecider, fillBag, sumOfReceipts } from '@canbao/domain/bag/bag.decider';
import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { LooseReceipt } from '@canbao/domain/bag/bag.commands';
import { bagProblems } from '@canbao/domain/bag/bag.problems';
import { isProblem } from '@canbao/domain/problem';
import { proposedSlipCode } from '@canbao/domain/slip-code';
import { readStream } from '@canbao/event-log/read-stream';
import { readPage } from '@canbao/event-log/read-page';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import { type Bag, bagQuery } from '@canbao/projections/bag/bag.query';
import { looseReceiptQuery } from '@canbao/projections/loose-receipt/loose-receipt.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { reading } from '../reading/reader.ts';
import { recordCommand } from '../record/record-command.ts';
import { agentOfCall } from './agent-of-call.ts';
import { agentProblems } from './agent-problems.ts';
import { agentTerms } from './agent-terms.ts';
import { bagAnswers } from './bag-answers.ts';
import { slipNames } from './slip-names.ts';

/**
 * Closes a bag: the oldest money first unless the agent chooses, under a slip code that no other bag of the
 * county has. The code is proposed; when the claim says that it is taken, the next one is tried.
 */
export async function closeBag(parts: Parts, current: CurrentCampaign, call: Call<typeof agentContract.closeBag>) {
  const { code: campaign, live, planNow, state } = current;
  const own = agentOfCall(call.grants);
  const { pack } = parts.packOf(state.pack.id);
  const terms = await agentTerms(live, pack, own.township);
  if (terms === null) return agentProblems.noAgents();
  const recorded = await recordCommand(parts, current, {
    commandId: call.commandId,
    actor: call.caller.account,
    request: { agent: own.agent, registrations: call.body.registrations ?? null },
    againOn: 'slip',
    async decide() {
      const loose = await looseReceipts(current, own.agent);
      const chosen = chosenReceipts(loose, call.body.registrations);
      if (chosen === null) return bagProblems.alreadyBagged();
      const receipts = chosen ?? fillBag(loose, terms.bag);
      const code = await freeSlipCode(parts, current, own.agent);
      const data = { code, agent: own.agent, account: own.township, receipts, countedFen: null, at: planNow };
      const closed = await decideOnStream(parts.log, campaign, {
        stream: `bag-${code}`,
        decider: bagDecider,
        command: { type: 'CloseBag', data: { ...data, terms: terms.bag } },
        envelope: { unit: own.unit, amountFen: sumOfReceipts(receipts) },
      });
      return isProblem(closed) ? closed : { streams: [closed] };
    },
  });
  if (isProblem(recorded)) return recorded;
  if (recorded.firstPosition === null) throw new Error('a bag was closed without an event');
  const bag = await recordedBag(parts, current, recorded.firstPosition);
  const names = await reading(parts, undefined, (reader) => slipNames(reader, parts.accounts, own));
  if (isProblem(names)) return names;
  return { position: recorded.position, bag: bagAnswers([bag], names, terms.limits)[0]! };
}

const looseReceipts = async ({ live }: CurrentCampaign, of: string): Promise<readonly LooseReceipt[]> =>
  (await looseReceiptQuery.ofAgent(live, of)).map(({ registration, agent, amountFen, receivedAt }) => ({
    registration,
    agent,
    fen: amountFen,
    receivedAt,
  }));

/** A code that no bag of the county has; of two at the same moment the claim lets one through, and this is asked again. */
async function freeSlipCode({ log }: Parts, { code, live }: CurrentCampaign, agent: string): Promise<string> {
  const nth = (await bagQuery.ofAgent(live, agent)).length + 1;
  for (let attempt = 0; ; attempt++) {
    const proposed = proposedSlipCode(agent, nth, attempt);
    if ((await readStream(log, code, `bag-${proposed}`)).length === 0) return proposed;
  }
}

/** From the log, not from the decision: a repeated command gets the bag that it closed the first time. */
async function recordedBag({ log }: Parts, { code: campaign }: CurrentCampaign, position: number): Promise<Bag> {
  const { events } = await readPage(log, { campaign, next: position }, 1);
  const { data, amountFen, occurredAt, unit } = events[0]!;
  const { code, people, firstReceiptAt, agent, account } = data as Extract<BagEvent, { type: 'BagClosed' }>['data'];
  return {
    ...{ code, people, firstReceiptAt, agent, account, unit, position },
    amountFen: amountFen ?? 0,
    closedAt: occurredAt,
    state: 'closed',
    bankedAt: null,
    matchedAt: null,
  };
}

/** The receipts that were chosen; undefined = none were, null = one of them is not in hand. */
function chosenReceipts(
  loose: readonly LooseReceipt[],
  registrations: readonly string[] | undefined,
): readonly LooseReceipt[] | undefined | null {
  if (registrations === undefined) return undefined;
  const byId = new Map(loose.map((receipt) => [receipt.registration, receipt]));
  const chosen = registrations.flatMap((registration) => byId.get(registration) ?? []);
  return chosen.length === registrations.length ? chosen : null;
}
