import type { Intake } from '@canbao/projections/intake/intake.query';

import type { Grant } from '../access/grant.ts';

/** Who sends files of registrations: an agent for the own village, or an office (`agent` null) for its unit. */
export type Sender = { readonly unit: string; readonly agent: string | null };

/** Throws when the contract let somebody through who sends no files. */
export function senderOf(grants: readonly Grant[]): Sender {
  const [grant] = grants;
  if (grant === undefined) throw new Error('nobody sends a file');
  if (grant.role !== 'agent') return { unit: grant.unit, agent: null };
  if (grant.holder === null) throw new Error('an agent’s grant names no agent');
  return { unit: grant.unit, agent: grant.holder };
}

/** Only who sent a file sees what became of it: its rows are one unit's people. */
export const isSentBy = ({ unit, agent }: Intake, grants: readonly Grant[]): boolean =>
  grants.some((grant) => grant.unit === unit && (grant.role === 'agent' ? grant.holder : null) === agent);
