import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { dataKey } from './data-key.internal.ts';
import { groupNumber } from './group.ts';
import type { Group } from './group.ts';
import type { PersonKey } from './person-key.ts';
import { uuidArray } from './uuid-array.internal.ts';

/** The page that a statement is about: one group of one campaign. */
export type GroupPage = { readonly campaign: string; readonly group: Group };

export type KeyRow = { readonly person: PersonKey; readonly keyVersion: number; readonly wrapped: Uint8Array };

/** The statements on `wrapped_key`. A value of the page goes by `(campaign, person, grp, key_version)`. */
export const keyRows = {
  /** Newest key version of each person, in the order of the question; 0 if there is none, null if it was erased. */
  async newest(
    keys: Kysely<unknown>,
    { campaign, group }: GroupPage,
    people: readonly PersonKey[],
  ): Promise<(number | null)[]> {
    if (people.length === 0) return [];
    const { rows } = await sql<{ version: number | null }>`
      select case when gone.erased then null else coalesce(k.key_version, 0) end as version
      from unnest(${uuidArray(people)}::uuid[]) with ordinality asked(person, n)
      left join lateral (
        select key_version from wrapped_key
        where campaign = ${campaign} and person = asked.person and grp = ${groupNumber[group]}
        order by key_version desc
        limit 1
      ) k on true
      cross join lateral (select ${isErased({ campaign, group })} as erased) gone
      order by asked.n`.execute(keys);
    return rows.map(({ version }) => version);
  },

  /** Adds what is free and says for whom; a version taken meanwhile, or a person erased meanwhile, is left out. */
  async insert(
    keys: Kysely<unknown>,
    { campaign, group, wrapVersion }: GroupPage & { readonly wrapVersion: number },
    rows: readonly KeyRow[],
  ): Promise<ReadonlySet<PersonKey>> {
    const wrapped = Buffer.concat(rows.map((row) => row.wrapped));
    const bytes = sql.lit(dataKey.wrappedBytes);
    // Everybody inserts in the order of the person, so that two pages with the same people cannot deadlock.
    const inserted = await sql<{ person: PersonKey }>`
      insert into wrapped_key (campaign, person, grp, key_version, wrap_version, wrapped)
      select ${campaign}, asked.person, ${groupNumber[group]}::smallint, asked.key_version, ${wrapVersion}::smallint,
        substring(${wrapped}::bytea from (asked.n::int - 1) * ${bytes} + 1 for ${bytes})
      from ${versionsOf(rows)}
      where not ${isErased({ campaign, group })}
      order by asked.person
      on conflict do nothing
      returning person`.execute(keys);
    return new Set(inserted.rows.map(({ person }) => person));
  },

  /** In the order of the question; null where the key is gone, with whether it was erased. */
  async load(
    keys: Kysely<unknown>,
    { campaign, group }: GroupPage,
    asked: readonly { readonly person: PersonKey; readonly keyVersion: number }[],
  ): Promise<readonly { readonly wrapped: Buffer | null; readonly erased: boolean }[]> {
    const { rows } = await sql<{ wrapped: Buffer | null; erased: boolean }>`
      select k.wrapped, k.wrapped is null and ${isErased({ campaign, group })} as erased
      from ${versionsOf(asked)}
      left join lateral (
        select wrapped from wrapped_key
        where campaign = ${campaign} and person = asked.person and grp = ${groupNumber[group]}
          and key_version = asked.key_version
        limit 1
      ) k on true
      order by asked.n`.execute(keys);
    return rows;
  },
};

function versionsOf(rows: readonly { readonly person: PersonKey; readonly keyVersion: number }[]): RawBuilder<unknown> {
  const versions = `{${rows.map(({ keyVersion }) => keyVersion).join(',')}}`;
  return sql`unnest(${uuidArray(rows.map(({ person }) => person))}::uuid[], ${versions}::int[])
    with ordinality asked(person, key_version, n)`;
}

function isErased({ campaign, group }: GroupPage): RawBuilder<unknown> {
  return sql`exists (
    select from erased_group e
    where e.campaign = ${campaign} and e.person = asked.person and e.grp = ${groupNumber[group]})`;
}
