import type { SealedRow } from '@canbao/event-log/sealed-row';
import type { Kysely } from 'kysely';
import { dataKey } from './data-key.internal.ts';
import type { WrapKey } from './data-key.internal.ts';
import { groupNumber } from './group.ts';
import type { Group } from './group.ts';
import { keyRows } from './key-rows.internal.ts';
import type { GroupPage } from './key-rows.internal.ts';
import type { Newcomers } from './newcomers.internal.ts';
import type { PersonKey } from './person-key.ts';
import type { RandomPool } from './random-pool.internal.ts';
import { sealedValue } from './sealed-value.internal.ts';
import type { PersonValue, Vault } from './vault.ts';

/** Each round at least one of the competing pages gets its version, so this many pages may seal one person at once. */
const ROUNDS = 20;

type Sealed = { readonly row: SealedRow; readonly commitment: string };

/**
 * Sealing a page: read the newest key versions, make the keys of the next ones, insert them in one statement, encrypt.
 * Newcomers have no version, so they are not asked about. The version is authenticated with the key, so it must be known before wrapping; where another page took it
 * meanwhile, the row goes round again. Nothing is returned whose key does not stand in the key database.
 */
export function sealing(
  keys: Kysely<unknown>,
  wrap: WrapKey,
  random: RandomPool,
  newcomers: Newcomers,
): Pick<Vault, 'seal'> {
  return {
    async seal(campaign, group, rows) {
      if (new Set(rows.map(({ person }) => person)).size < rows.length) {
        throw new Error('a page seals a person once: the newest of two values would be a matter of chance');
      }
      const sealed = new Map<string, Sealed>();
      for (let round = 0; sealed.size < rows.length; round++) {
        if (round === ROUNDS)
          throw new Error(`after ${ROUNDS} rounds other pages still take the key versions of this one`);
        const open = rows.filter(({ person }) => !sealed.has(person));
        for (const one of await sealFree(campaign, group, open)) sealed.set(one.row.person, one);
      }
      const inOrder = rows.map(({ person }) => sealed.get(person)!);
      return { sealed: inOrder.map(({ row }) => row), commitments: inOrder.map((one) => one.commitment) };
    },
  };

  async function sealFree<G extends Group>(
    campaign: string,
    group: G,
    rows: readonly PersonValue<G>[],
  ): Promise<Sealed[]> {
    const newest = await newestVersions(
      keys,
      newcomers,
      { campaign, group },
      rows.map(({ person }) => person),
    );
    const made = rows.map(({ person, value }) => {
      const version = newest.get(person);
      if (version == null) throw new Error(`the group ${group} of a person on this page has been erased`);
      const owner = { campaign, group, person, keyVersion: version + 1 };
      return { owner, value, ...dataKey.make(random, wrap, owner) };
    });
    const inserted = await keyRows.insert(
      keys,
      { campaign, group, wrapVersion: wrap.version },
      made.map(({ owner, wrapped }) => ({ person: owner.person, keyVersion: owner.keyVersion, wrapped })),
    );
    return made
      .filter(({ owner }) => inserted.has(owner.person))
      .map(({ owner, value, key }) => {
        const { ciphertext, commitment } = sealedValue.seal(random, key, owner, value);
        const { person, keyVersion } = owner;
        return { row: { person, group: groupNumber[group], keyVersion, ciphertext }, commitment };
      });
  }
}

/** Version 0: none yet. Null for whom the group was erased. */
async function newestVersions(
  keys: Kysely<unknown>,
  newcomers: Newcomers,
  { campaign, group }: GroupPage,
  people: readonly PersonKey[],
): Promise<ReadonlyMap<PersonKey, number | null>> {
  const versions = new Map<PersonKey, number | null>(people.map((person) => [person, 0]));
  const asked = people.filter((person) => !newcomers.take(campaign, group, person));
  const answer = await keyRows.newest(keys, { campaign, group }, asked);
  for (const [row, person] of asked.entries()) versions.set(person, answer[row] ?? null);
  return versions;
}
