import { returnReason } from '@canbao/domain/registration/return-reason';
import type { Registration } from '@canbao/projections/registration/registration.query';

import type { Accounts } from '../access/accounts.ts';
import type { Grant } from '../access/grant.ts';
import type { Parts } from '../parts.ts';
import type { Reader } from '../reading/reader.ts';
import { shownPeople, type Sight } from '../reading/shown-people.ts';

/** Who screens sees name and number; a township office names and last four; auditors and the county see keys only. */
export function sightOf(grants: readonly Grant[]): Sight {
  const holds = (...roles: readonly Grant['role'][]) => grants.some(({ role }) => roles.includes(role));
  if (holds('health-centre', 'tax-branch', 'insurance-bureau')) return 'whole';
  return holds('township-office') ? 'last-four' : 'nothing';
}

export type Look = { readonly actor: string; readonly why: string; readonly sight: Sight };

/** Rows of registrations as a desk sees them, in the order given; one question to the vault for all of them. */
export async function registrationRows<Row extends Registration>(
  { vault, accounts }: Pick<Parts, 'vault' | 'accounts'>,
  { current, nameOf, state }: Reader,
  rows: readonly Row[],
  look: Look,
) {
  const people = await shownPeople(
    vault,
    { campaign: current.code, ...look },
    rows.map(({ person }) => person),
  );
  const township = rows[0]?.township;
  const agents = township === undefined ? new Map() : await agentNames(accounts, `${state.region}/${township}`);
  return rows.map((row) => ({
    registration: row.registration,
    village: row.village,
    villageName: nameOf(row.unit),
    group: row.group,
    agent: row.agent,
    agentName: String(agents.get(row.agent) ?? row.agent),
    receipt: row.receipt,
    ...people(row.person),
    status: row.status,
    round: row.round,
    reasons: row.reasons.map((reason) => returnReason(reason).title),
    amountFen: row.amountFen,
  }));
}

/** Display names of the agents of a township, by agent id. */
export async function agentNames(accounts: Accounts, unit: string): Promise<ReadonlyMap<string, string>> {
  const holders = await accounts.holdersOf(unit, ['agent'], true);
  return new Map(holders.flatMap(({ holder, displayName }) => (holder === null ? [] : [[holder, displayName]])));
}
