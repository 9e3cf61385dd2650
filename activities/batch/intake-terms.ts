import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { tariffOf } from '@canbao/domain/premium';
import type { ReceiptRange } from '@canbao/domain/receipt-book/receipt-number';
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
};

export async function intakeTerms(handle: ReadingHandle, agent: string): Promise<IntakeTerms> {
  const pack = knownPack((await campaignStateQuery.state(handle))?.pack.id ?? '');
  const window = pack.calendar.windows.find(({ channels }) => channels.includes('agent'));
  const lastDeposit = (await deadlineQuery.all(handle)).find(({ key }) => key === deadlineKey.lastDeposit);
  if (window === undefined || lastDeposit === undefined) throw ApplicationFailure.nonRetryable(pack.id, 'NoAgents');
  const phases = await townshipPhaseQuery.phases(handle, agent.split('-')[0] ?? '');
  return {
    books: (await receiptBookQuery.ofAgent(handle, agent)).map(({ series, first, last }) => ({
      series,
      from: first,
      to: last,
    })),
    terms: { premiumFen: tariffOf(pack), firstOn: window.from, lastDepositAt: lastDeposit.dueAt },
    isCollecting: phases.some(({ phase, state }) => state === 'open' && (phase === 'collect' || phase === 'screen')),
  };
}
