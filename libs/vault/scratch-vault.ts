import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScratchDatabase, scratchDatabase } from '@canbao/event-log/scratch-database';
import { openVault } from './open-vault.ts';
import type { Vault } from './vault.ts';

type ScratchVault = {
  readonly vault: Vault;
  readonly database: ScratchDatabase;
  /** What `openVault` was given. */
  readonly options: Parameters<typeof openVault>[0];
  /** Closes the vault and removes its databases and key files. */
  drop(): Promise<void>;
};

/** For specs: a vault with fresh key files on databases of its own. */
export async function scratchVault(): Promise<ScratchVault> {
  const database = await scratchDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'canbao-vault-'));
  const keyDatabaseUrl = new URL(database.keysUrl);
  keyDatabaseUrl.username = 'canbao_vault';
  const options = {
    keyDatabaseUrl: keyDatabaseUrl.href,
    logDatabaseUrl: database.url('canbao_writer'),
    keyFile: join(folder, 'vault.key'),
    indexFile: join(folder, 'index.key'),
  };
  for (const path of [options.keyFile, options.indexFile]) await writeFile(path, randomBytes(32), { mode: 0o600 });
  const vault = await openVault(options);
  return {
    vault,
    database,
    options,
    async drop() {
      await vault.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
