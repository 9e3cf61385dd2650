import { createHmac } from 'node:crypto';

import { type DeclaredStanding, nothingDeclared } from '@canbao/domain/registration/declared-standing';
import { canonicalJson } from '@canbao/event-log/canonical-json';
import type { agentContract } from '@canbao/http-contract/agent.contract';

import type { Call } from '../http/call.ts';

type Body = Pick<Call<typeof agentContract.register>['body'], keyof DeclaredStanding>;

const declaredPart = ({ standings, isRegistered, monthsResident, documents, placeOfPayment }: Body) => ({
  ...(standings === undefined ? {} : { standings }),
  ...(isRegistered === undefined ? {} : { isRegistered }),
  ...(monthsResident === undefined ? {} : { monthsResident }),
  ...(documents === undefined ? {} : { documents }),
  ...(placeOfPayment === undefined ? {} : { placeOfPayment }),
});

/**
 * What was said, as part of a command's request; a request without it stays the request that it was. Under a key: the
 * log keeps a plain digest of the request, and whoever tries the pack's few rules would find the payer's in it.
 */
export function declaredDigest(body: Body, key: Uint8Array): { readonly declared?: string } {
  const part = declaredPart(body);
  if (Object.keys(part).length === 0) return {};
  return { declared: createHmac('sha256', key).update(canonicalJson(part)).digest('hex') };
}

/** what is not said is as for most payers. */
export const declaredStanding = (body: Body): DeclaredStanding => ({ ...nothingDeclared, ...declaredPart(body) });
