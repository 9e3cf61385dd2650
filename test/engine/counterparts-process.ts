import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export type CounterpartsProcess = {
  readonly url: string;
  post(path: string, body: unknown, planAt: number): Promise<unknown>;
  stop(): Promise<void>;
};

/** The sandbox of bank, tax, bureau and register as a real process, on a database of its own. */
export async function counterpartsProcess(): Promise<CounterpartsProcess> {
  const owner = process.env['TEST_POSTGRES_URL'] ?? '';
  const database = `counterparts_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, `create database ${database}`);
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', 'apps/counterparts/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      COUNTERPART_DATABASE_URL: Object.assign(new URL(owner), { pathname: `/${database}` }).href,
      COUNTERPART_PORT: '0',
      NODE_OPTIONS: '',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await listening(child.stdout);
  return {
    url,
    async post(path, body, planAt) {
      const response = await fetch(new URL(path, url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-plan-at': String(planAt),
          'idempotency-key': randomBytes(8).toString('hex'),
        },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
      await asOwner(owner, `drop database ${database} with (force)`);
    },
  };
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
