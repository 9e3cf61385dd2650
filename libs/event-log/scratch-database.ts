import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** A database of its own for one spec, cloned from the migrated templates of the test run. */
export type ScratchDatabase = {
  readonly ownerUrl: string;
  /** The same database for another role: `url('canbao_writer')`. */
  url(role: string): string;
  /** The clone of the key database, for its owner. */
  readonly keysUrl: string;
  drop(): Promise<void>;
};

/**
 * Clones the templates named by the test run's set-up (test/engines.mjs): TEST_POSTGRES_URL, TEST_TEMPLATE and
 * TEST_KEYS_TEMPLATE. For specs only: it reads the environment, and throws when they run without the set-up.
 */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const server = required('TEST_POSTGRES_URL');
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  const keysName = `${name}_keys`;
  await asOwner(server, `create database ${name} template ${required('TEST_TEMPLATE')}`);
  await asOwner(server, `create database ${keysName} template ${required('TEST_KEYS_TEMPLATE')}`);
  // A clone has the tables' grants, but not those of the database itself (infra/migrate.ts).
  await asOwner(server, `grant create on database ${name} to canbao_projector`);
  const ownerUrl = urlOf(server, name);
  return {
    ownerUrl,
    url: (role) => urlOf(server, name, role),
    keysUrl: urlOf(server, keysName),
    async drop() {
      for (const database of [name, keysName]) {
        await untilLeft(server, database);
        await asOwner(server, `drop database if exists ${database} with (force)`);
      }
    },
  };
}

/**
 * Waits for those who are leaving, a second at most. A pool says that it has ended before its connections have; one that
 * is thrown out in between raises an error in the spec's process where nobody listens any more.
 */
async function untilLeft(server: string, database: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    for (const until = Date.now() + 1_000; Date.now() < until; await delay(10)) {
      const { rows } = await client.query('select from pg_stat_activity where datname = $1 limit 1', [database]);
      if (rows.length === 0) return;
    }
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string, role?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  return url.href;
}

async function asOwner(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the specs with jest from the root`);
  return value;
}
