import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export type CounterpartsProcess = {
  readonly url: string;
  /** `kill -9`; then up again on the same port and books. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
};

/** The sandbox of bank, tax, bureau and register as a real process, on a database of its own. */
export async function counterpartsProcess(): Promise<CounterpartsProcess> {
  const owner = process.env['TEST_POSTGRES_URL'] ?? '';
  const database = `counterparts_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, `create database ${database}`);
  const databaseUrl = Object.assign(new URL(owner), { pathname: `/${database}` }).href;
  let running = await launch(databaseUrl, '0');
  const { url } = running;
  return {
    url,
    async goAway() {
      await ended(running.child, 'SIGKILL');
    },
    async comeBack() {
      running = await launch(databaseUrl, new URL(url).port);
    },
    async stop() {
      await ended(running.child, 'SIGTERM');
      await asOwner(owner, `drop database ${database} with (force)`);
    },
  };
}

async function launch(
  databaseUrl: string,
  port: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, ['--import', './infra/nest-sources.mjs', 'apps/counterparts/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, COUNTERPART_DATABASE_URL: databaseUrl, COUNTERPART_PORT: port, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { child, url: await listening(child.stdout) };
}

async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

async function listening(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const said: unknown = JSON.parse(line);
    if (typeof said === 'object' && said !== null && 'url' in said && typeof said.url === 'string') {
      output.resume();
      return said.url;
    }
  }
  throw new Error('the sandbox ended before it listened');
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
