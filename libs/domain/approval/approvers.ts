import type { Role } from '../campaign/role.ts';
import type { GuardedAct } from './approval.events.ts';

/** who may ask for what needs a second person, and who may be the second. */
export type Approvers = { readonly ask: readonly Role[]; readonly grant: readonly Role[]; readonly whoMay: string };

export const approvers: { readonly [act in GuardedAct]: Approvers } = {
  'advance-over-gate': {
    ask: ['county-coordinator', 'township-office'],
    grant: ['county-coordinator'],
    whoMay: '另一名县协调员 another county coordinator',
  },
  'reopen-phase': {
    ask: ['county-coordinator'],
    grant: ['county-coordinator'],
    whoMay: '另一名县协调员 another county coordinator',
  },
  refund: { ask: ['health-centre'], grant: ['tax-branch'], whoMay: '辖区税务分局 tax branch of the township' },
};
