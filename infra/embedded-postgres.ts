import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import type { KeptProcess } from './kept-process.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import type { ProcessKeeper } from './process-keeper.ts';
import { commandOf } from './process-record.ts';
import { unprivileged, type Unprivileged } from './unprivileged.ts';

export type EmbeddedPostgres = {
  /** The URL of a database for its owner, or for a role. */
  url(database: string, role?: string): string;
  /** "18.4" */
  readonly version: string;
  /** Undefined: the server of DATABASE_URL, which we neither start nor stop. */
  readonly kept: KeptProcess | undefined;
};

export type PostgresOptions = {
  readonly keeper: ProcessKeeper;
  /** The cluster lies in `<dataFolder>/pg`. */
  readonly dataFolder: string;
  /** Default: a free one. A server that comes back after a crash keeps its port, so that others find it again. */
  readonly port?: number;
  /** False only in tests that do not ask about crashes: commits no longer wait for the disk. */
  readonly isDurable?: boolean;
  /** Password of roles on the server of DATABASE_URL; our own trusts the loopback. */
  readonly rolePassword?: string;
};

const OWNER = 'canbao';
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=120',
  'shared_buffers=128MB',
  'max_wal_size=2GB',
  'jit=off',
  // The log of a server is read by people who may not read its rows.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/**
 * PostgreSQL 15 to 18: the server of DATABASE_URL, else one of our own on 127.0.0.1 (binaries of npm, else Debian's).
 * Throws with all remedies when there is none.
 */
export async function embeddedPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const external = process.env['DATABASE_URL'];
  if (external) {
    const url = urlOf(external, options.rolePassword);
    return { url, version: await versionOf(external), kept: undefined };
  }
  const binaries = postgresBinaries();
  const folder = join(options.dataFolder, 'pg');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const how = unprivileged(join(binaries, 'postgres'), folder);
  initialize(join(binaries, 'initdb'), folder, how);
  await release(folder);
  const { kept, port } = await launch(join(binaries, 'postgres'), folder, how, options);
  const owner = `postgresql://${OWNER}@127.0.0.1:${port}/postgres`;
  return { url: urlOf(owner), version: await versionOf(owner), kept };
}

function initialize(initdb: string, folder: string, { prefix, user }: Unprivileged): void {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const flags = ['-U', OWNER, '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions', '-D', folder];
  const [command, ...args] = [...prefix, initdb, ...flags] as [string, ...string[]];
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    ...(user && { ...user, cwd: '/' }),
  });
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`initdb could not make ${folder}: ${error?.message ?? (stdout + stderr).slice(-4000)}`);
}

/**
 * A server of an earlier run may still hold the folder, or a pid of its time may be somebody else's by now, which
 * PostgreSQL takes for a server and refuses to start.
 */
async function release(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  const isHeld = () => commandOf(holder)?.includes(`postgres -D ${folder}`) ?? false;
  if (!holder) return;
  if (commandOf(holder) !== undefined && !isHeld()) rmSync(file);
  for (let waited = 0; isHeld(); waited += 50) {
    if (waited % 15_000 === 0) process.kill(holder, waited ? 'SIGKILL' : 'SIGINT');
    await sleep(50);
  }
}

// After a kill -9 the children of the old server need a moment to notice; another program may have taken the port.
const MOMENTARY = /pre-existing shared memory block|could not bind|could not create any TCP\/IP sockets/;

// The binaries of npm are built without lz4, Debian's with it; pglz would cost more time than it saves.
function compression(postgres: string, folder: string, { prefix, user }: Unprivileged): readonly string[] {
  const ask = [...prefix, postgres, '-D', folder, '-C', 'wal_compression', '-c', 'wal_compression=lz4'];
  const { status } = spawnSync(ask[0] ?? '', ask.slice(1), { ...user, cwd: '/' });
  return status === 0 ? ['wal_compression=lz4'] : [];
}

async function launch(postgres: string, folder: string, how: Unprivileged, options: PostgresOptions) {
  const lasting = [...SETTINGS, ...compression(postgres, folder, how)];
  // Specs look at plans: what autovacuum has analysed meanwhile must not decide them.
  if (options.isDurable === false) lasting.push('fsync=off', 'full_page_writes=off', 'autovacuum=off');
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const settings = [...lasting, `port=${port}`];
    const kept = options.keeper.start({
      name: 'postgres',
      command: [postgres, '-D', folder, ...settings.flatMap((setting) => ['-c', setting])],
      ...how,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      cwd: '/',
      isEngine: true,
      stopSignal: 'SIGINT',
    });
    try {
      await kept.waitUntil(() => kept.output().includes('ready to accept connections'), 'the server');
      return { kept, port };
    } catch (error) {
      await options.keeper.stop(kept);
      if (attempt === 40 || !MOMENTARY.test(kept.output())) throw error;
      await sleep(250);
    }
  }
}

function urlOf(server: string, rolePassword?: string) {
  return (database: string, role?: string): string => {
    const url = new URL(server);
    url.pathname = `/${database}`;
    if (role !== undefined) {
      url.username = role;
      url.password = rolePassword ?? '';
    }
    return url.href;
  };
}

async function versionOf(server: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1) as name`,
    );
    const { number, name } = rows[0] ?? { number: 0, name: '?' };
    if (number < 150_000)
      throw new Error(`PostgreSQL ${name} is too old: DATABASE_URL must name a server of version 15 to 18`);
    return name;
  } finally {
    await client.end();
  }
}
