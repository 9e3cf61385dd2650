import type { BankConnector } from '@canbao/connectors/bank/bank.connector';
import type { ReportEvent } from '@canbao/domain/report/report.events';
import { accountQuery } from '@canbao/projections/account/account.query';
import type { Reading } from '@canbao/projections/open-reading';

import { answerOf } from '../ask-once.ts';
import { readingOf } from '../reading-of.ts';

export type BalancesActivities = ReturnType<typeof balancesActivities>;

/** What the bank says its accounts hold: a question without an effect. Queue `act-bank`. */
export const balancesActivities = ({ reading, bank }: { readonly reading: Reading; readonly bank: BankConnector }) => ({
  /** Of every account that was opened, in the scheme's order; fen. One that the bank does not know is left out. */
  async fetchBalances({
    campaign,
    planAt,
  }: {
    readonly campaign: string;
    readonly planAt: number;
  }): Promise<ReportEvent['data']['balances']> {
    const accounts = (await readingOf(reading, campaign, accountQuery.all)).filter(({ state }) => state !== 'planned');
    const balances = [];
    for (const { account } of accounts) {
      const state = await answerOf(() =>
        bank.accountState({ key: `balance-${campaign}-${account}-${planAt}`, planAt, account }),
      );
      if (state.kind === 'done') balances.push({ account, balanceFen: state.balanceFen });
    }
    return balances;
  },
});
