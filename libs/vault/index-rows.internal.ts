import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { INDEX_BYTES } from './blind-index.internal.ts';
import type { PersonKey } from './person-key.ts';
import { uuidArray } from './uuid-array.internal.ts';

/** A row of `blind_index` to be written or removed. */
export type IndexRow = { readonly index: Buffer; readonly person: PersonKey };

/** The statements on `blind_index`, each for a page. Index values travel side by side in one binary parameter. */
export const indexRows = {
  /** In the order of the question, null where nobody is known. */
  async find(keys: Kysely<unknown>, campaign: string, indexes: readonly Buffer[]): Promise<(PersonKey | null)[]> {
    const found = Array<PersonKey | null>(indexes.length).fill(null);
    if (indexes.length === 0) return found;
    // `limit 1` holds the planner to one look-up per row, however large the table and stale its statistics.
    const { rows } = await sql<{ n: number; person: PersonKey }>`
      select asked.n, known.person
      from generate_series(1, ${indexes.length}::int) asked(n)
      cross join lateral (
        select b.person from blind_index b
        where b.campaign = ${campaign} and b.index = ${slice(indexes, sql`asked.n`)}
        limit 1
      ) known`.execute(keys);
    for (const { n, person } of rows) found[n - 1] = person;
    return found;
  },

  /** Adds what is free and says whose; a row whose index is taken, or whose person is erased, is left out. */
  async place(keys: Kysely<unknown>, campaign: string, rows: readonly IndexRow[]): Promise<ReadonlySet<PersonKey>> {
    if (rows.length === 0) return new Set();
    // Everybody inserts in the order of the index, so that two pages with the same people cannot deadlock.
    const placed = await sql<{ person: PersonKey }>`
      insert into blind_index (campaign, index, person)
      select ${campaign}, asked.index, asked.person
      from ${page(rows)} asked
      where not exists (
        select from erased_group e where e.campaign = ${campaign} and e.person = asked.person and e.grp = 1)
      order by asked.index
      on conflict do nothing
      returning person`.execute(keys);
    return new Set(placed.rows.map(({ person }) => person));
  },

  async remove(keys: Kysely<unknown>, campaign: string, rows: readonly IndexRow[]): Promise<void> {
    if (rows.length === 0) return;
    await sql`
      delete from blind_index b
      using ${page(rows)} asked
      where b.campaign = ${campaign} and b.index = asked.index and b.person = asked.person`.execute(keys);
  },
};

function page(rows: readonly IndexRow[]): RawBuilder<unknown> {
  const indexes = rows.map(({ index }) => index);
  return sql`(
    select u.person, ${slice(indexes, sql`u.n::int`)} as index
    from unnest(${uuidArray(rows.map(({ person }) => person))}::uuid[]) with ordinality u(person, n))`;
}

function slice(indexes: readonly Buffer[], n: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`substring(${Buffer.concat(indexes)}::bytea from (${n} - 1) * ${sql.lit(INDEX_BYTES)} + 1 for ${sql.lit(INDEX_BYTES)})`;
}
