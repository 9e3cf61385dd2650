import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import type { HeldCash } from '@canbao/domain/holding/yuan-limit-alert';
import { twoLimitsOf } from '@canbao/domain/packs/plan-of-pack';
import { tariffOf } from '@canbao/domain/premium';
import { type AgentBook, isInBooks, parseReceiptNumber } from '@canbao/domain/receipt-book/receipt-number';
import type { RegistrationCommand } from '@canbao/domain/registration/registration.commands';
import type { TwoLimits } from '@canbao/domain/two-limits';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { deadlineQuery } from '@canbao/projections/deadline/deadline.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { ApplicationFailure } from '@temporalio/common';

import { knownPack } from '../known-pack.ts';

/** Whose payment a row is: the agent whose book holds its receipt number. */
export type BookOwner = { readonly agent: string; readonly unit: string; readonly books: readonly AgentBook[] };

type RegisterTerms = Extract<RegistrationCommand, { type: 'RegisterPerson' }>['data']['terms'];

/** What every row of a file is held against: the agents' own books, the tariff, the window, who may join. */
export type IntakeTerms = {
  /** Null: no book of the sender's unit holds this number. */
  ownerOf(receipt: string): BookOwner | null;
  readonly terms: RegisterTerms;
  /** Whether the agent's township has collect or screen open. */
  isCollecting(agent: string): boolean;
  /** the limits, and an agent's cash that is not at the bank. */
  readonly limits: TwoLimits;
  heldBy(agent: string): HeldCash;
};

type Sender = { readonly unit: string; readonly agent: string | null };

/** Terms for one sender: an agent for the own books, an office (`agent` null) for all books below its unit. */
export async function intakeTerms(handle: ReadingHandle, sender: Sender): Promise<IntakeTerms> {
  const pack = knownPack((await campaignStateQuery.state(handle))?.pack.id ?? '');
  const window = pack.calendar.windows.find(({ channels }) => channels.includes('agent'));
  const lastDeposit = (await deadlineQuery.all(handle)).find(({ key }) => key === deadlineKey.lastDeposit);
  const limits = twoLimitsOf(pack);
  if (window === undefined || lastDeposit === undefined || limits === null)
    throw ApplicationFailure.nonRetryable(pack.id, 'NoAgents');
  const open = (await townshipPhaseQuery.phases(handle))
    .filter(({ phase, state }) => state === 'open' && (phase === 'collect' || phase === 'screen'))
    .map(({ township }) => township);
  const owners = bookOwners(
    (await receiptBookQuery.underUnit(handle, sender.unit)).filter(
      ({ agent }) => sender.agent === null || sender.agent === agent,
    ),
    sender.unit.split('/')[0] ?? '',
  );
  const held = await heldCash(handle, sender, owners);
  let latest: BookOwner | undefined;
  return {
    ownerOf(receipt) {
      const number = parseReceiptNumber(receipt);
      if (number === null) return null;
      // Neighbours in a file are mostly of one agent, and a township has hundreds.
      if (latest === undefined || !isInBooks(number, latest.books))
        latest = owners.find(({ books }) => isInBooks(number, books));
      return latest ?? null;
    },
    terms: {
      premiumFen: tariffOf(pack),
      firstOn: window.from,
      lastDepositAt: lastDeposit.dueAt,
      whoMayJoin: pack.people,
    },
    isCollecting: (agent) => open.includes(agent.split('-')[0] ?? ''),
    limits,
    heldBy: (agent) => held.get(agent) ?? { people: 0, fen: 0, firstReceiptAt: null },
  };
}

async function heldCash(
  handle: ReadingHandle,
  sender: Sender,
  owners: readonly BookOwner[],
): Promise<ReadonlyMap<string, HeldCash>> {
  const townships = new Set(owners.map(({ agent }) => agent.split('-')[0] ?? ''));
  const cash =
    sender.agent === null
      ? (await Promise.all([...townships].map((township) => agentCashQuery.ofTownship(handle, township)))).flat()
      : [await agentCashQuery.ofAgent(handle, sender.agent)].filter((one) => one !== null);
  return new Map(
    cash.map((one) => [one.agent, { people: one.unbankedPeople, fen: one.unbankedFen, firstReceiptAt: one.oldestAt }]),
  );
}

function bookOwners(ranges: readonly (AgentBook & { readonly agent: string })[], region: string): readonly BookOwner[] {
  const byAgent = new Map<string, AgentBook[]>();
  for (const { agent, ...book } of ranges) {
    const books = byAgent.get(agent) ?? [];
    books.push(book);
    byAgent.set(agent, books);
  }
  return [...byAgent].map(([agent, books]) => {
    const [township, village] = agent.split('-');
    return { agent, unit: `${region}/${township}/${village}`, books };
  });
}
