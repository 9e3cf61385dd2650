import { accountQuery } from '@canbao/projections/account/account.query';

import type { Accounts } from '../access/accounts.ts';
import { accountName } from '../reading/account-name.ts';
import type { Reader } from '../reading/reader.ts';
import { agentNames } from '../screening/registration-rows.ts';
import type { CallingAgent } from './agent-of-call.ts';
import type { SlipNames } from './bag-answers.ts';

/** The names of an agent's slips at the moment that is read. */
export async function slipNames(reader: Reader, accounts: Accounts, own: CallingAgent): Promise<SlipNames> {
  const { handle, state, nameOf } = reader;
  const account = await accountQuery.byName(handle, own.township);
  return {
    township: nameOf(`${state.region}/${own.township}`),
    village: nameOf(own.unit),
    agent: (await agentNames(accounts, own.unit)).get(own.agent) ?? own.agent,
    accountName: accountName(reader, own.township),
    accountTail: account?.tail ?? '',
  };
}
