import { type DeclaredStanding, nothingDeclared } from '@canbao/domain/registration/declared-standing';
import type { agentContract } from '@canbao/http-contract/agent.contract';

import type { Call } from '../http/call.ts';

type Body = Pick<Call<typeof agentContract.register>['body'], keyof DeclaredStanding>;

/** What was said, and nothing else: a request without it stays the request that it was. */
export const declaredPart = ({ standings, isRegistered, monthsResident, documents, placeOfPayment }: Body) => ({
  ...(standings === undefined ? {} : { standings }),
  ...(isRegistered === undefined ? {} : { isRegistered }),
  ...(monthsResident === undefined ? {} : { monthsResident }),
  ...(documents === undefined ? {} : { documents }),
  ...(placeOfPayment === undefined ? {} : { placeOfPayment }),
});

/** what is not said is as for most payers. */
export const declaredStanding = (body: Body): DeclaredStanding => ({ ...nothingDeclared, ...declaredPart(body) });
