import type { Vault } from '@canbao/vault/vault';

import type { ShownPerson } from '../reading/shown-people.ts';

/** A record whose name is asked for: whose it is, and the commitment of the fact that set its number and name. */
export type OwnIdentity = { readonly person: string; readonly identity: string };

export type OpenedIdentity = { readonly name: string; readonly idNumber: string };

/**
 * Number and name of each record as it was written itself: two records of one number may carry two names, and the vault
 * keeps both under one person. Undefined for one that is erased. The vault writes first who looked, and what for.
 */
export async function ownIdentities(
  vault: Vault,
  { campaign, actor, why }: { readonly campaign: string; readonly actor: string; readonly why: string },
  records: readonly OwnIdentity[],
): Promise<(record: OwnIdentity) => OpenedIdentity | undefined> {
  const people = [...new Set(records.map(({ person }) => person))];
  const histories = await vault.revealHistory(campaign, people, 'identity', { actor, why, caseNumber: null });
  return ({ person, identity }) =>
    histories
      .get(person)
      ?.find(({ commitment }) => commitment === identity)
      ?.value.reveal();
}

/** One mask for the whole system: the last four of a number (security.md 4). */
export function maskedIdentity(opened: OpenedIdentity | undefined): ShownPerson {
  if (opened === undefined) return { name: '＊＊＊', idNumber: '＊＊＊' };
  return { name: opened.name, idNumber: `${'＊'.repeat(4)}${opened.idNumber.slice(-4)}` };
}
