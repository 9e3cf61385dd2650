import type { Operation } from '@canbao/http-contract/operation';
import { isProblem, type Problem } from '@canbao/domain/problem';

import { accessProblems } from './access-problems.ts';
import type { Caller } from './caller.ts';
import type { Grant } from './grant.ts';
import { unitCovers } from './unit-covers.ts';

export type Access = { readonly grants: readonly Grant[]; readonly unit: string | null };

const TOWNSHIP = /^\d{3}$/;
const VILLAGE = /^\d{2}$/;

/**
 * The one place that decides who may call what. Default: deny. Answers the grants that cover the call,
 * or why not: nobody signed in, no such role, or "not found" for everything outside the caller's units.
 */
export function decideAccess(
  operation: Pick<Operation, 'roles' | 'scope'>,
  caller: Caller | null,
  params: Readonly<Record<string, string>>,
): Access | Problem {
  if (operation.roles === 'public') return { grants: [], unit: null };
  if (caller === null) return accessProblems.notSignedIn();
  const roles = operation.roles;
  const held = roles === 'signed-in' ? caller.grants : caller.grants.filter((grant) => roles.includes(grant.role));
  if (roles !== 'signed-in' && held.length === 0) return accessProblems.otherRole();
  switch (operation.scope) {
    case 'none':
    case 'own':
    case 'object':
      return { grants: held, unit: null };
    case 'county': {
      const grants = held.filter((grant) => !grant.unit.includes('/'));
      return grants.length === 0 ? accessProblems.notFound() : { grants, unit: grants[0]!.unit };
    }
    case 'township':
    case 'village':
      return insideUnit(held, operation.scope, params);
  }
}

function insideUnit(
  held: readonly Grant[],
  scope: 'township' | 'village',
  { township = '', village = '' }: Readonly<Record<string, string>>,
): Access | Problem {
  if (!TOWNSHIP.test(township)) return accessProblems.notFound();
  if (scope === 'village' && !VILLAGE.test(village)) return accessProblems.notFound();
  const path = scope === 'village' ? `${township}/${village}` : township;
  // The county is the one of the grant: a township code means nothing without it.
  const grants = held.filter((grant) => unitCovers(grant.unit, `${countyOf(grant.unit)}/${path}`));
  const first = grants[0];
  return first === undefined ? accessProblems.notFound() : { grants, unit: `${countyOf(first.unit)}/${path}` };
}

/** First segment of a unit's path. */
export const countyOf = (unit: string): string => unit.split('/', 1)[0]!;

export const isAccess = (answer: Access | Problem): answer is Access => !isProblem(answer);
