import type { PersonKey } from '@canbao/vault/person-key';
import type { Vault } from '@canbao/vault/vault';

/** How much of a person a role sees on this screen (security.md 4): nothing is not even asked for. */
export type Sight = 'whole' | 'last-four' | 'nothing';

export type ShownPerson = { readonly name: string; readonly idNumber: string };

const hidden: ShownPerson = { name: '＊＊＊', idNumber: '＊＊＊' };

/**
 * Names and numbers of one page of people, asked of the vault in one call, which writes first who looked and what for.
 * A person without a value (or an erased one) is shown as hidden.
 */
export async function shownPeople(
  vault: Vault,
  look: { readonly campaign: string; readonly actor: string; readonly why: string; readonly sight: Sight },
  people: readonly PersonKey[],
): Promise<(person: PersonKey) => ShownPerson> {
  const { campaign, actor, why, sight } = look;
  if (sight === 'nothing' || people.length === 0) return () => hidden;
  const purpose = { actor, why, caseNumber: null };
  const identities = await vault.reveal(campaign, [...new Set(people)], 'identity', purpose);
  return (person) => {
    const identity = identities.get(person)?.reveal();
    if (identity === undefined) return hidden;
    const { name, idNumber } = identity;
    return { name, idNumber: sight === 'whole' ? idNumber : `${'＊'.repeat(4)}${idNumber.slice(-4)}` };
  };
}
