import type { GuardedAct } from '@canbao/domain/approval/approval.events';
import { approvers } from '@canbao/domain/approval/approvers';

import type { Grant } from '../access/grant.ts';
import { unitCovers } from '../access/unit-covers.ts';

const covers = (grants: readonly Grant[], roles: readonly Grant['role'][], unit: string): boolean =>
  grants.some((grant) => roles.includes(grant.role) && unitCovers(grant.unit, unit));

/** Whether these grants may ask for the act in this unit, and whether they may be the second person. */
export const mayAsk = (grants: readonly Grant[], act: GuardedAct, unit: string): boolean =>
  covers(grants, approvers[act].ask, unit);

export const mayGrant = (grants: readonly Grant[], act: GuardedAct, unit: string): boolean =>
  covers(grants, approvers[act].grant, unit);
