import type { SealedRow } from '@canbao/event-log/sealed-row';
import type { Group } from '@canbao/vault/group';
import type { PersonValue, Vault } from '@canbao/vault/vault';

/** `commitment` goes into the envelope of the event that `sealed` is appended with. */
export type SealedPerson = { readonly commitment: string; readonly sealed: SealedRow };

/**
 * Seals a page, in the order of its rows; without rows the vault is not asked. It seals a person once per call: who
 * stands in the page twice is sealed twice, one after the other.
 */
export async function sealAll<G extends Group>(
  vault: Vault,
  campaign: string,
  group: G,
  values: readonly PersonValue<G>[],
): Promise<readonly SealedPerson[]> {
  const seals: SealedPerson[] = [];
  let waiting = values.map((value, index) => ({ value, index }));
  while (waiting.length > 0) {
    const seen = new Set<string>();
    const now: typeof waiting = [];
    const later: typeof waiting = [];
    for (const one of waiting) {
      if (seen.has(one.value.person)) later.push(one);
      else now.push(one);
      seen.add(one.value.person);
    }
    const { sealed, commitments } = await vault.seal(
      campaign,
      group,
      now.map(({ value }) => value),
    );
    for (const [place, { index }] of now.entries()) {
      seals[index] = { sealed: sealed[place]!, commitment: commitments[place]! };
    }
    waiting = later;
  }
  return seals;
}
