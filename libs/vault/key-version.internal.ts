import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { fingerprint } from './key-file.internal.ts';

/**
 * The version under which the key database knows a key. An empty database takes the first key it is shown; after that
 * another one throws, for a wrong index key would find nobody and create everybody a second time.
 */
export async function keyVersion(keys: Kysely<unknown>, purpose: 'wrap' | 'index', key: KeyObject): Promise<number> {
  await sql`
    insert into key_file (purpose, version, fingerprint)
    select ${purpose}, 1, ${fingerprint(key)}::bytea
    where not exists (select from key_file where purpose = ${purpose})
    on conflict do nothing`.execute(keys);
  const { rows } = await sql<{ version: number }>`
    select version from key_file where purpose = ${purpose} and fingerprint = ${fingerprint(key)}::bytea`.execute(keys);
  const version = rows[0]?.version;
  if (version === undefined)
    throw new Error(`the key file for "${purpose}" is not the one this key database was written with`);
  return version;
}
