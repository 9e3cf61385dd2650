import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { accessLog } from './access-log.internal.ts';
import type { Access } from './access-log.internal.ts';
import { dataKey } from './data-key.internal.ts';
import type { WrapKey } from './data-key.internal.ts';
import { groupNumber } from './group.ts';
import type { Group } from './group.ts';
import { keyRows } from './key-rows.internal.ts';
import type { LogNumber } from './log-number.internal.ts';
import type { PersonKey } from './person-key.ts';
import { Secret } from './secret.ts';
import { sealedValue } from './sealed-value.internal.ts';
import { uuidArray } from './uuid-array.internal.ts';
import type { PastValue, Vault } from './vault.ts';

type Stored = { readonly person: PersonKey; readonly keyVersion: number; readonly ciphertext: Buffer };

/**
 * Revealing a page: access log, then ciphertexts from the log database, then their keys. What is sealed but has no
 * key must have been erased; a key that is merely lost stops the work.
 */
export function opening(
  log: Kysely<unknown>,
  numberOf: LogNumber,
  keys: Kysely<unknown>,
  wrap: WrapKey,
): Pick<Vault, 'reveal' | 'revealHistory'> {
  return {
    async reveal(campaign, people, group, purpose) {
      const opened = await open({ campaign, people: [...new Set(people)], group, purpose, reach: 'newest' });
      return new Map(opened.map(({ person, past }) => [person, past.value]));
    },

    async revealHistory(campaign, people, group, purpose) {
      const opened = await open({ campaign, people: [...new Set(people)], group, purpose, reach: 'history' });
      const byPerson = Map.groupBy(opened, ({ person }) => person);
      return new Map([...byPerson].map(([person, values]) => [person, values.map(({ past }) => past)]));
    },
  };

  async function open<G extends Group>(
    access: Access & { readonly group: G },
  ): Promise<{ person: PersonKey; past: PastValue<G> }[]> {
    if (access.people.length === 0) return [];
    await accessLog.append(log, access);
    const stored = await storedFor(log, await numberOf(access.campaign), access);
    const keysOf = await keyRows.load(keys, access, stored);
    return stored.flatMap(({ person, keyVersion, ciphertext }, row) => {
      const { wrapped, erased } = keysOf[row]!;
      if (erased) return [];
      if (wrapped === null) throw new Error(`the ${access.group} of ${person} is sealed under a key that is lost`);
      const owner = { campaign: access.campaign, group: access.group, person, keyVersion };
      const { value, commitment } = sealedValue.open(dataKey.unwrap(wrap, owner, wrapped), owner, ciphertext);
      return [{ person, past: { keyVersion, commitment, value: new Secret(value) } }];
    });
  }
}

/** Rows of `sealed_row` in the order of people, then of version. */
async function storedFor(
  log: Kysely<unknown>,
  number: number,
  { group, people, reach }: Access,
): Promise<readonly Stored[]> {
  const { rows } = await sql<Stored>`
    select asked.person, s.key_version as "keyVersion", s.ciphertext
    from unnest(${uuidArray(people)}::uuid[]) with ordinality asked(person, n)
    cross join lateral (
      select key_version, ciphertext from sealed_row
      where campaign = ${number} and person = asked.person and grp = ${groupNumber[group]}
      order by key_version desc
      limit ${reach === 'newest' ? 1 : null}::bigint
    ) s
    order by asked.n, s.key_version`.execute(log);
  return rows;
}
