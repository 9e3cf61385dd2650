import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

export type SandboxProcess = {
  readonly url: string;
  readonly databaseUrl: string;
  /** Posts to the strings behind the scene, or to the counter; answers status and body. */
  post(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  get(path: string): Promise<unknown>;
  /** `kill -9`, and up again on the same port and books. */
  crash(): Promise<void>;
  /** SIGTERM; answers the exit code. Drops the books. */
  stop(): Promise<number | null>;
};

// Jest may be killed before it tidies up: the sandbox ends when the pipe from its parent does.
const endWithParent = 'data:text/javascript,process.stdin.on("end",()=>process.exit(1)).resume().unref()';
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The real process on a database of its own, for specs. Needs TEST_POSTGRES_URL (owner, any database). */
export async function sandboxProcess(): Promise<SandboxProcess> {
  const owner = process.env['TEST_POSTGRES_URL'];
  if (!owner) throw new Error('TEST_POSTGRES_URL names no server: run the specs through npm test');
  const database = `counterparts_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, `create database ${database}`);
  const databaseUrl = Object.assign(new URL(owner), { pathname: `/${database}` }).href;
  let running = await launch(databaseUrl, '0');
  const { url } = running;
  return {
    url,
    databaseUrl,
    async post(path, body, headers = {}) {
      const response = await fetch(new URL(path, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    get: async (path) => (await fetch(new URL(path, url))).json(),
    async crash() {
      await ended(running.child, 'SIGKILL');
      running = await launch(databaseUrl, new URL(url).port);
    },
    async stop() {
      const code = await ended(running.child, 'SIGTERM');
      await asOwner(owner, `drop database ${database} with (force)`);
      return code;
    },
  };
}

async function launch(
  databaseUrl: string,
  port: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const nest = './infra/nest-sources.mjs';
  const child = spawn(process.execPath, ['--import', nest, '--import', endWithParent, 'apps/counterparts/main.ts'], {
    cwd: root,
    env: { ...process.env, COUNTERPART_DATABASE_URL: databaseUrl, COUNTERPART_PORT: port, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (typeof said === 'object' && said !== null && 'url' in said && typeof said.url === 'string') {
      child.stdout.resume();
      return { child, url: said.url };
    }
  }
  throw new Error('the sandbox ended before it listened');
}

async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
  return child.exitCode;
}

async function asOwner(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
