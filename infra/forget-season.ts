import { rmSync } from 'node:fs';
import { join } from 'node:path';

// By name: a folder given with --data may hold what is not ours.
const OURS = [
  'pg',
  'temporal.db',
  'temporal.db-shm',
  'temporal.db-wal',
  'keys',
  'logs',
  'accounts.json',
  'environment.json',
  'uploads',
];

/**
 * Forgets the season of a data folder: databases, engine's store, keys, accounts, logs. Its keeper is open and nothing
 * runs. Throws for servers that are not ours to empty.
 */
export function forgetSeason(dataFolder: string): void {
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS']) {
    if (process.env[name])
      throw new Error(
        `--fresh does not empty a server that is not its own: unset ${name}, or drop its databases yourself`,
      );
  }
  for (const name of OURS) rmSync(join(dataFolder, name), { recursive: true, force: true });
}
