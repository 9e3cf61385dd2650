import { leftoverOfReasons } from '@canbao/domain/leftover/leftover-of-reasons';
import { leftoverWayOut } from '@canbao/domain/leftover/leftover-way-out';
import { nextReceipt } from '@canbao/domain/receipt-book/receipt-number';
import { isMendable } from '@canbao/domain/registration/return-reason';
import { holdingDueAt } from '@canbao/domain/two-limits';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { bagQuery } from '@canbao/projections/bag/bag.query';
import { looseReceiptQuery } from '@canbao/projections/loose-receipt/loose-receipt.query';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { receiptNumberQuery } from '@canbao/projections/receipt-number/receipt-number.query';
import { registrationQuery } from '@canbao/projections/registration/registration.query';
import { returnedRowQuery } from '@canbao/projections/returned-row/returned-row.query';

import type { Parts } from '../parts.ts';
import type { Reader } from '../reading/reader.ts';
import { shownPeople } from '../reading/shown-people.ts';
import { reasonRows } from '../screening/screened-rows.ts';
import type { CallingAgent } from './agent-of-call.ts';
import { agentProblems } from './agent-problems.ts';
import { type AgentTerms, agentTerms } from './agent-terms.ts';
import { bagAnswers } from './bag-answers.ts';
import { slipNames } from './slip-names.ts';
import { standingsAnswer } from './standings-answer.ts';

/** Everything on an agent's one screen: cash with its terms, what came back, the next receipt. */
export async function workbench(parts: Parts, reader: Reader, own: CallingAgent, actor: string) {
  const { handle, pack, planAt, moment, current } = reader;
  const terms = await agentTerms(handle, pack.pack, own.township);
  if (terms === null) return agentProblems.noAgents();
  const loose = await looseReceiptQuery.ofAgent(handle, own.agent);
  const returned = await registrationQuery.returnedToAgent(handle, own.agent);
  const sent = await returnedRowQuery.counts(handle, own.agent);
  const refunds = await registrationQuery.refundsInHand(handle, own.agent);
  const people = await shownPeople(
    parts.vault,
    { campaign: current.code, actor, why: 'agent-workbench', sight: 'last-four' },
    [...loose, ...returned, ...refunds].map(({ person }) => person),
  );
  const bags = await bagQuery.ofAgent(handle, own.agent);
  const names = await slipNames(reader, parts.accounts, own);
  const cash = await agentCashQuery.ofAgent(handle, own.agent);
  return {
    agent: own.agent,
    name: names.agent,
    township: own.township,
    townshipName: names.township,
    village: own.village,
    villageName: names.village,
    premiumFen: terms.premiumFen,
    cash: cashAnswer(cash, terms),
    alert: cash?.alert ?? ('none' as const),
    ...(await receiptsLeft(reader, own.agent)),
    collectedPeople: cash?.collectedPeople ?? 0,
    unbagged: loose.map(({ registration, receipt, person, amountFen, receivedAt }) => ({
      registration,
      receipt,
      name: people(person).name,
      amountFen,
      receivedAt: new Date(receivedAt).toISOString(),
    })),
    bags: bagAnswers(bags, names, terms.limits),
    returned: returned.map(({ registration, receipt, person, group, round, reasons }) => ({
      registration,
      receipt,
      ...people(person),
      group,
      round,
      reasons: reasonRows(reasons),
      isMendable: isMendable(reasons),
      wayOut: isMendable(reasons) ? null : leftoverWayOut[leftoverOfReasons(reasons)],
    })),
    sent: { waiting: sent.waiting, passed: sent.passed, failed: sent.failed },
    refunds: refunds.map(({ registration, person, amountFen, since }) => ({
      registration,
      name: people(person).name,
      amountFen,
      since: new Date(since).toISOString(),
    })),
    whoMayJoin: standingsAnswer(terms.whoMayJoin),
    isOpen: terms.isCollecting && planAt < terms.lastDepositAt,
    planNow: planAt,
    moment,
  };
}

type Cash = Awaited<ReturnType<typeof agentCashQuery.ofAgent>>;

/** The clock runs for everything that is not at the bank, also what lies in a closed bag. */
function cashAnswer(cash: Cash, { limits, premiumFen }: AgentTerms) {
  const unbankedFen = cash?.unbankedFen ?? 0;
  const firstReceiptAt = cash?.oldestAt ?? null;
  return {
    fen: cash?.cashFen ?? 0,
    people: cash?.cashPeople ?? 0,
    collectedFen: cash?.collectedFen ?? 0,
    baggedFen: (cash?.collectedFen ?? 0) - (cash?.cashFen ?? 0),
    firstReceiptAt,
    dueAt: firstReceiptAt === null ? null : holdingDueAt(firstReceiptAt, limits),
    capFen: limits.capFen,
    peopleUntilCap: Math.max(0, Math.floor((limits.capFen - unbankedFen) / premiumFen)),
  };
}

async function receiptsLeft({ handle }: Reader, agent: string) {
  const books = (await receiptBookQuery.ofAgent(handle, agent)).filter(({ status }) => status === 'issued');
  // Receipts are torn off in order: what lies before the last one used is used, or spoilt.
  const open = books.map(({ series, first, last, lastUsed }) => ({
    series,
    from: (lastUsed ?? first - 1) + 1,
    to: last,
  }));
  return {
    nextReceipt: nextReceipt(open, await receiptNumberQuery.spentOf(handle, agent)),
    receiptsLeft: books.reduce((sum, { blank }) => sum + blank, 0),
  };
}
