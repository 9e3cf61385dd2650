import { composeRemark } from '@canbao/domain/remark';
import { holdingDueAt, type TwoLimits } from '@canbao/domain/two-limits';
import { accountQuery } from '@canbao/projections/account/account.query';
import type { Bag } from '@canbao/projections/bag/bag.query';
import { townshipQuery } from '@canbao/projections/township/township.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { accountName } from '../reading/account-name.ts';
import { agentNames } from '../screening/registration-rows.ts';
import type { CallingAgent } from './agent-of-call.ts';

/** Bags as their agent sees them: with the line to copy into the bank's remark, and where the money has to go. */
export async function bagAnswers(
  { accounts, packOf }: Parts,
  { live, state }: Pick<CurrentCampaign, 'live' | 'state'>,
  own: CallingAgent,
  limits: TwoLimits,
  bags: readonly Bag[],
) {
  const pack = packOf(state.pack.id);
  const names = await townshipQuery.names(live);
  const account = await accountQuery.byName(live, own.township);
  const agent = (await agentNames(accounts, own.unit)).get(own.agent) ?? own.agent;
  const township = names.get(`${state.region}/${own.township}`) ?? own.township;
  const village = names.get(own.unit) ?? own.village;
  return bags.map((bag) => ({
    code: bag.code,
    people: bag.people,
    amountFen: bag.amountFen,
    closedAt: new Date(bag.closedAt).toISOString(),
    state: bag.state,
    dueAt: holdingDueAt(bag.firstReceiptAt, limits),
    remark: composeRemark({ township, village, agent, code: bag.code }),
    accountName: accountName({ pack }, own.township),
    accountTail: account?.tail ?? '',
  }));
}
