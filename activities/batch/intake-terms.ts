import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import type { HeldCash } from '@canbao/domain/holding/yuan-limit-alert';
import { twoLimitsOf } from '@canbao/domain/packs/plan-of-pack';
import { tariffOf } from '@canbao/domain/premium';
import type { ReceiptRange } from '@canbao/domain/receipt-book/receipt-number';
import type { TwoLimits } from '@canbao/domain/two-limits';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { deadlineQuery } from '@canbao/projections/deadline/deadline.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { ApplicationFailure } from '@temporalio/common';

import { knownPack } from '../known-pack.ts';

/** What every row of a village file is held against: the agent's own books, the tariff, the window. */
export type IntakeTerms = {
  readonly books: readonly ReceiptRange[];
  readonly terms: { readonly premiumFen: number; readonly firstOn: string; readonly lastDepositAt: number };
  readonly isCollecting: boolean;
  /** the limits, and the agent's cash that is not at the bank. */
  readonly limits: TwoLimits;
  readonly held: HeldCash;
};

export async function intakeTerms(handle: ReadingHandle, agent: string): Promise<IntakeTerms> {
  const pack = knownPack((await campaignStateQuery.state(handle))?.pack.id ?? '');
  const window = pack.calendar.windows.find(({ channels }) => channels.includes('agent'));
  const lastDeposit = (await deadlineQuery.all(handle)).find(({ key }) => key === deadlineKey.lastDeposit);
  const limits = twoLimitsOf(pack);
  const cash = await agentCashQuery.ofAgent(handle, agent);
  if (window === undefined || lastDeposit === undefined || limits === null)
    throw ApplicationFailure.nonRetryable(pack.id, 'NoAgents');
  const phases = await townshipPhaseQuery.phases(handle, agent.split('-')[0] ?? '');
  return {
    books: (await receiptBookQuery.ofAgent(handle, agent)).map(({ series, first, last }) => ({
      series,
      from: first,
      to: last,
    })),
    terms: { premiumFen: tariffOf(pack), firstOn: window.from, lastDepositAt: lastDeposit.dueAt },
    isCollecting: phases.some(({ phase, state }) => state === 'open' && (phase === 'collect' || phase === 'screen')),
    limits,
    held: { people: cash?.unbankedPeople ?? 0, fen: cash?.unbankedFen ?? 0, firstReceiptAt: cash?.oldestAt ?? null },
  };
}
