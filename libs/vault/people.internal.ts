import type { KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import { blindIndex } from './blind-index.internal.ts';
import { indexRows } from './index-rows.internal.ts';
import type { IndexRow } from './index-rows.internal.ts';
import { newPersonKeys } from './new-person-keys.internal.ts';
import type { Newcomers } from './newcomers.internal.ts';
import type { PersonKey } from './person-key.ts';
import type { PersonDocument, Vault } from './vault.ts';

/**
 * Finding people by their documents.
 *
 * Everybody of a page is offered a fresh key, and whoever is new keeps it: most pages are of new people, and are done
 * with one statement. Two callers may create the same person at once. Who inserts the index row first gives the key; the
 * other's insert waits for that commit, does nothing, and a *second statement* reads what the first one wrote (the same
 * statement would not see it). A document that stands twice in one page goes the same way.
 */
export function people(
  keys: Kysely<unknown>,
  indexKey: KeyObject,
  newcomers: Newcomers,
): Pick<Vault, 'identify' | 'find' | 'attach' | 'detach'> {
  const rowOf = ({ person, document }: PersonDocument): IndexRow => ({ person, index: blindIndex(indexKey, document) });

  return {
    async identify(campaign, documents) {
      const indexes = documents.map((document) => blindIndex(indexKey, document));
      const offered = newPersonKeys(indexes.length);
      const rows = indexes.map((index, row) => ({ index, person: offered[row]! }));
      const placed = await indexRows.place(keys, campaign, rows);
      newcomers.add(campaign, placed);
      return owners(
        keys,
        campaign,
        indexes,
        offered.map((person) => (placed.has(person) ? person : null)),
      );
    },

    async find(campaign, documents) {
      return indexRows.find(
        keys,
        campaign,
        documents.map((document) => blindIndex(indexKey, document)),
      );
    },

    async attach(campaign, rows) {
      const asked = rows.map(rowOf);
      await indexRows.place(keys, campaign, asked);
      const indexes = asked.map(({ index }) => index);
      return owners(keys, campaign, indexes, Array<null>(indexes.length).fill(null));
    },

    async detach(campaign, rows) {
      await indexRows.remove(keys, campaign, rows.map(rowOf));
    },
  };
}

/** Completes what was `known` by asking again for the rest, which must exist by now. */
async function owners(
  keys: Kysely<unknown>,
  campaign: string,
  indexes: readonly Buffer[],
  known: readonly (PersonKey | null)[],
): Promise<readonly PersonKey[]> {
  const placed = await indexRows.find(
    keys,
    campaign,
    indexes.filter((_, row) => known[row] === null),
  );
  let next = 0;
  return known.map((person) => {
    const owner = person ?? placed[next++];
    // Erased between the two statements, or attached to an erased person.
    if (owner == null) throw new Error('a document leads to nobody any more: its person has been erased');
    return owner;
  });
}
