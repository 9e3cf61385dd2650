/**
 * Jest's global set-up: one PostgreSQL and one Temporal server for the whole run, and the migrated databases that every
 * `scratchDatabase()` clones. Pure specs need none of it: CANBAO_ENGINES=none, or a selection without `.int.spec.ts`,
 * starts nothing.
 */
import { globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedPostgres } from '@canbao/infra/embedded-postgres';
import { embeddedTemporal } from '@canbao/infra/embedded-temporal';
import { migrate } from '@canbao/infra/migrate';
import { processKeeper } from '@canbao/infra/process-keeper';

export default async function startEngines(config) {
  if (process.env.CANBAO_ENGINES === 'none' || isPure(config)) return;
  const runs = join(config.rootDir, '.canbao', 'jest');
  mkdirSync(runs, { recursive: true });
  for (const run of readdirSync(runs)) await clear(join(runs, run));

  const dataFolder = join(runs, `${process.pid}`);
  mkdirSync(dataFolder);
  const keeper = await processKeeper(dataFolder);
  const [postgres, temporal] = await Promise.all([
    embeddedPostgres({ keeper, dataFolder, isDurable: false }),
    embeddedTemporal({ keeper, say: (line) => console.log(`\n${line}`) }),
  ]);
  const log = `canbao_template_${process.pid}`;
  const keys = `canbao_keys_template_${process.pid}`;
  await migrate({ ownerUrl: postgres.url('postgres'), log, keys });
  // A template with a visitor cannot be cloned.
  await ask(
    postgres.url('postgres'),
    `alter database ${log} allow_connections false`,
    `alter database ${keys} allow_connections false`,
  );

  process.env.TEST_POSTGRES_URL = postgres.url('postgres');
  process.env.TEST_TEMPLATE = log;
  process.env.TEST_KEYS_TEMPLATE = keys;
  process.env.TEMPORAL_ADDRESS = temporal.address;
  globalThis.stopEngines = async () => {
    // On a server of somebody else the databases would stay.
    if (!postgres.kept) await ask(postgres.url('postgres'), `drop database ${log}`, `drop database ${keys}`);
    await keeper.stopAll();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}

/** Whether no integration spec is among those that were asked for. */
function isPure({ rootDir, testPathPatterns, nonFlagArgs, onlyChanged, findRelatedTests }) {
  if (onlyChanged || findRelatedTests) return false;
  const patterns = testPathPatterns?.patterns ?? nonFlagArgs;
  if (patterns.length === 0) return false;
  const specs = globSync('{apps,workflows,activities,libs,infra,test}/**/*.int.spec.ts', { cwd: rootDir });
  return !specs.some((spec) => patterns.some((pattern) => new RegExp(pattern, 'i').test(join(rootDir, spec))));
}

/** What an earlier run left that could not tidy up; a run that is under way is left alone. */
async function clear(folder) {
  try {
    const keeper = await processKeeper(folder);
    await keeper.stopAll();
  } catch (error) {
    if (!String(error).includes('is in use')) throw error;
    return;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function ask(url, ...statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
