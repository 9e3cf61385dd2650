import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { cipher } from './cipher.internal.ts';
import type { WrapKey } from './data-key.internal.ts';
import type { RandomPool } from './random-pool.internal.ts';
import { Secret } from './secret.ts';
import type { Vault } from './vault.ts';

const KEY_BYTES = 32;
const KEY_VERSION = 1;
/** Long enough for two rounds of corrections; then a file with everybody's data is a danger and no help. */
const KEPT_MS = 30 * 86_400_000;

const oldest = (): Date => new Date(Date.now() - KEPT_MS);

/**
 * Whole files of personal data, each under a key of its own: the wrapped key in the key database, the ciphertext in
 * the log's. The key row stands first; a file whose key is missing cannot be opened, so nothing opens half of one.
 */
export function files(
  log: Kysely<unknown>,
  keys: Kysely<unknown>,
  wrap: WrapKey,
  random: RandomPool,
): Pick<Vault, 'keepFile' | 'openFile' | 'fileKeptUntil' | 'dropFile'> {
  return {
    async keepFile(campaign, id, bytes) {
      await dropExpired(log, keys);
      const plainKey = Buffer.allocUnsafe(KEY_BYTES);
      random.fill(plainKey, 0, KEY_BYTES);
      const wrapped = cipher.seal(random, wrap.key, wrap.version, owner('file_key', campaign, id), plainKey);
      plainKey.fill(0);
      await sql`
        insert into file_key (campaign, id, wrap_version, wrapped)
        values (${campaign}, ${id}, ${wrap.version}, ${wrapped})
        on conflict do nothing`.execute(keys);
      // Read again: somebody else may have kept the same file at the same time, and then theirs is the key.
      const key = await keyOf(campaign, id);
      if (key === null) throw new Error('the key of a file went while the file was being kept');
      const ciphertext = cipher.seal(random, key, KEY_VERSION, owner('upload', campaign, id), bytes);
      await sql`
        insert into vault.upload (campaign, id, ciphertext) values (${campaign}, ${id}, ${ciphertext})
        on conflict do nothing`.execute(log);
    },

    async openFile(campaign, id) {
      const key = await keyOf(campaign, id);
      const { rows } = await sql<{ ciphertext: Buffer }>`
        select ciphertext from vault.upload
        where campaign = ${campaign} and id = ${id} and kept_at > ${oldest()}`.execute(log);
      const kept = rows[0];
      if (key === null || kept === undefined) return null;
      return new Secret<Uint8Array>(cipher.open(key, KEY_VERSION, owner('upload', campaign, id), kept.ciphertext));
    },

    async fileKeptUntil(campaign, id) {
      const { rows } = await sql<{ keptAt: number }>`
        select (extract(epoch from kept_at) * 1000)::bigint as "keptAt" from vault.upload
        where campaign = ${campaign} and id = ${id} and kept_at > ${oldest()}`.execute(log);
      return rows[0] === undefined ? null : rows[0].keptAt + KEPT_MS;
    },

    async dropFile(campaign, id) {
      await sql`delete from file_key where campaign = ${campaign} and id = ${id}`.execute(keys);
      await sql`delete from vault.upload where campaign = ${campaign} and id = ${id}`.execute(log);
    },
  };

  async function keyOf(campaign: string, id: string) {
    const { rows } = await sql<{ wrapped: Buffer }>`
      select wrapped from file_key where campaign = ${campaign} and id = ${id}`.execute(keys);
    const stored = rows[0];
    if (stored === undefined) return null;
    const plainKey = cipher.open(wrap.key, wrap.version, owner('file_key', campaign, id), stored.wrapped);
    const key = createSecretKey(plainKey);
    plainKey.fill(0);
    return key;
  }
}

/** Keys first: without its key a file opens nothing, even where its ciphertext is still in a backup. */
async function dropExpired(log: Kysely<unknown>, keys: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ campaign: string; id: string }>`
    select campaign, id from vault.upload where kept_at <= ${oldest()}`.execute(log);
  if (rows.length === 0) return;
  const [campaigns, ids] = [rows.map(({ campaign }) => campaign), rows.map(({ id }) => id)];
  const expired = sql`select * from unnest(${campaigns}::text[], ${ids}::text[])`;
  await sql`delete from file_key where (campaign, id) in (${expired})`.execute(keys);
  await sql`delete from vault.upload where (campaign, id) in (${expired})`.execute(log);
}

const owner = (table: 'file_key' | 'upload', campaign: string, id: string): string => `${table}|${campaign}|${id}`;
