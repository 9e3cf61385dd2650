import { bagDecider, fillBag, sumOfReceipts } from '@canbao/domain/bag/bag.decider';
import type { LooseReceipt } from '@canbao/domain/bag/bag.commands';
import { bagProblems } from '@canbao/domain/bag/bag.problems';
import { isProblem } from '@canbao/domain/problem';
import { proposedSlipCode } from '@canbao/domain/slip-code';
import { readPage } from '@canbao/event-log/read-page';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import { bagQuery } from '@canbao/projections/bag/bag.query';
import { looseReceiptQuery } from '@canbao/projections/loose-receipt/loose-receipt.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { recordCommand } from '../record/record-command.ts';
import { agentOfCall } from './agent-of-call.ts';
import { agentProblems } from './agent-problems.ts';
import { agentTerms } from './agent-terms.ts';
import { bagAnswers } from './bag-answers.ts';

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
  let attempt = 0;

  const recorded = await recordCommand(parts, current, {
    commandId: call.commandId,
    actor: call.caller.account,
    request: { agent: own.agent, registrations: call.body.registrations ?? null },
    againOn: 'slip',
    async decide() {
      const loose = (await looseReceiptQuery.ofAgent(live, own.agent)).map(
        ({ registration, agent, amountFen, receivedAt }): LooseReceipt => ({ registration, agent, fen: amountFen, receivedAt }),
      );
      const chosen = chosenReceipts(loose, call.body.registrations);
      if (chosen === null) return bagProblems.alreadyBagged();
      const receipts = chosen ?? fillBag(loose, terms.bag);
      const nth = (await bagQuery.ofAgent(live, own.agent)).length + 1;
      const code = proposedSlipCode(own.agent, nth, attempt++);
      const closed = await decideOnStream(parts.log, campaign, {
        stream: `bag-${code}`,
        decider: bagDecider,
        command: {
          type: 'CloseBag',
          data: { code, agent: own.agent, account: own.township, receipts, countedFen: null, at: planNow, terms: terms.bag },
        },
        envelope: { unit: own.unit, amountFen: sumOfReceipts(receipts) },
      });
      // Somebody else's bag under this very code, closed since: not ours to change, try the next code.
      return isProblem(closed) ? closed : { streams: [closed] };
    },
  });
  if (isProblem(recorded)) return recorded;
  if (recorded.firstPosition === null) throw new Error('a bag was closed without an event');
  // From the log, not from this decision: a repeated command gets the bag that it closed the first time.
  const { events } = await readPage(parts.log, { campaign, next: recorded.firstPosition }, 1);
  const { data, amountFen, occurredAt, unit, position } = events[0]!;
  const { code, people, firstReceiptAt } = data as { code: string; people: number; firstReceiptAt: number };
  const bag = { code, people, firstReceiptAt, amountFen: amountFen ?? 0, closedAt: occurredAt, state: 'closed' as const };
  const [answer] = await bagAnswers(parts, current, own, terms.limits, [
    { ...bag, agent: own.agent, unit, account: own.township, bankedAt: null, matchedAt: null, position },
  ]);
  return { position: recorded.position, bag: answer! };
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
