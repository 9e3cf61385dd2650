import type { KeyObject } from 'node:crypto';
import { openEventLog } from '@canbao/event-log/open-event-log';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { Kysely, PostgresDialect } from 'kysely';
import type { WrapKey } from './data-key.internal.ts';
import { erasing } from './erasing.internal.ts';
import { files } from './files.internal.ts';
import { keyFile } from './key-file.internal.ts';
import { keyVersion } from './key-version.internal.ts';
import { logNumber } from './log-number.internal.ts';
import { newcomers } from './newcomers.internal.ts';
import { opening } from './opening.internal.ts';
import { people } from './people.internal.ts';
import { randomPool } from './random-pool.internal.ts';
import { sealing } from './sealing.internal.ts';
import { selfTest } from './self-test.internal.ts';
import type { Vault } from './vault.ts';

type VaultOptions = {
  /** Role canbao_vault on canbao_keys. */
  readonly keyDatabaseUrl: string;
  /** Role canbao_writer on canbao: ciphertexts, access log, certificates. */
  readonly logDatabaseUrl: string;
  /** Paths of files of 32 random bytes, mode 0600: the key that wraps, and the key of the blind index. */
  readonly keyFile: string;
  readonly indexFile: string;
};

/** Throws if the crypto self-test fails, a key file is unfit, or the key database was written with other key files. */
export async function openVault(options: VaultOptions): Promise<Vault> {
  selfTest();
  const wrapKey = await keyFile(options.keyFile);
  const indexKey = await keyFile(options.indexFile);
  if (wrapKey.equals(indexKey)) throw new Error('key file and index file hold one and the same key');
  const log = await openEventLog(options.logDatabaseUrl, { applicationName: 'canbao-vault' });
  try {
    const keyDatabase = await openKeyDatabase(options.keyDatabaseUrl, wrapKey, indexKey);
    return {
      ...vaultOn(log, keyDatabase, indexKey),
      async close() {
        await Promise.all([keyDatabase.close(), log.close()]);
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}

type KeyDatabase = { readonly keys: Kysely<unknown>; readonly wrap: WrapKey; close(): Promise<void> };

async function openKeyDatabase(url: string, wrapKey: KeyObject, indexKey: KeyObject): Promise<KeyDatabase> {
  // It holds no log; what is borrowed is the pool, with the settings of every connection of ours.
  const database = await openEventLog(url, { applicationName: 'canbao-vault' });
  const keys = queriesOf(database.pool);
  try {
    await keyVersion(keys, 'index', indexKey);
    const wrap = { key: wrapKey, version: await keyVersion(keys, 'wrap', wrapKey) };
    return { keys, wrap, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function vaultOn(log: EventLog, { keys, wrap }: KeyDatabase, indexKey: KeyObject): Omit<Vault, 'close'> {
  const logQueries = queriesOf(log.pool);
  const fresh = newcomers();
  return {
    ...people(keys, indexKey, fresh),
    ...sealing(keys, wrap, randomPool(), fresh),
    ...opening(logQueries, logNumber(log), keys, wrap),
    ...erasing(logQueries, logNumber(log), keys),
    ...files(logQueries, keys, wrap, randomPool()),
  };
}

function queriesOf(pool: EventLog['pool']): Kysely<unknown> {
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}
