import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { embeddedPostgres } from './embedded-postgres.ts';
import { embeddedTemporal } from './embedded-temporal.ts';
import { migrate } from './migrate.ts';
import { processKeeper } from './process-keeper.ts';
import type { Say } from './progress.ts';

export type TestEngines = {
  /** What `scratchDatabase` and the tests of workflows read. */
  readonly environment: Readonly<
    Record<'TEST_POSTGRES_URL' | 'TEST_TEMPLATE' | 'TEST_KEYS_TEMPLATE' | 'TEMPORAL_ADDRESS', string>
  >;
  /** "18.4" */
  readonly postgresVersion: string;
  stop(): Promise<void>;
};

/**
 * One PostgreSQL and one Temporal for a run of tests or benchmarks, in a folder of the run below `runs`, with the
 * migrated templates that every scratch database clones. Clears what earlier runs left there that could not.
 */
export async function testEngines(runs: string, isDurable: boolean, say: Say): Promise<TestEngines> {
  mkdirSync(runs, { recursive: true });
  for (const run of readdirSync(runs)) await clear(join(runs, run));
  const dataFolder = join(runs, `${process.pid}`);
  const keeper = await processKeeper(dataFolder);
  const [postgres, temporal] = await Promise.all([
    embeddedPostgres({ keeper, dataFolder, isDurable }),
    embeddedTemporal({ keeper, say }),
  ]);
  const owner = postgres.url('postgres');
  const log = `canbao_template_${process.pid}`;
  const keys = `canbao_keys_template_${process.pid}`;
  await migrate({ ownerUrl: owner, log, keys });
  // A template with a visitor cannot be cloned.
  for (const name of [log, keys]) await ask(owner, `alter database ${name} allow_connections false`);
  return {
    environment: {
      TEST_POSTGRES_URL: owner,
      TEST_TEMPLATE: log,
      TEST_KEYS_TEMPLATE: keys,
      TEMPORAL_ADDRESS: temporal.address,
    },
    postgresVersion: postgres.version,
    async stop() {
      // On a server of somebody else the databases would stay.
      if (!postgres.kept) for (const name of [log, keys]) await ask(owner, `drop database ${name}`);
      await keeper.stopAll();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Another run that is under way is left alone. */
async function clear(folder: string): Promise<void> {
  try {
    const keeper = await processKeeper(folder);
    await keeper.stopAll();
  } catch (error) {
    if (!String(error).includes('is in use')) throw error;
    return;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
