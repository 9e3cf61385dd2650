import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from './process-record.ts';

type Run = { readonly processes: readonly { readonly name: string; readonly pid: number }[] };

let dataFolder: string;
let child: ChildProcess | undefined;
let output = '';

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'canbao-start-'));
});

afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataFolder, { recursive: true, force: true });
});

async function startUp(): Promise<string> {
  output = '';
  const args = ['infra/start.ts', '--data', dataFolder, '--people', '200', '--pack', 'two-townships-test'];
  child = spawn(process.execPath, args, { cwd: join(import.meta.dirname, '..'), env: ownEngines() });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (output += text.toString()));
  for (let waited = 0; waited < 120_000; waited += 100) {
    const address = /console: +(http:\S+)/.exec(output)?.[1];
    if (address && output.includes('Ctrl-C')) return address;
    if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
    await sleep(100);
  }
  throw new Error(`it did not come up: ${output}`);
}

/** Without the servers of this test run: a start brings its own. */
function ownEngines(): NodeJS.ProcessEnv {
  const { TEMPORAL_ADDRESS: _t, DATABASE_URL: _d, NODE_OPTIONS: _n, ...rest } = process.env;
  return rest;
}

const processes = () => (JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as Run).processes;
const alive = (pids: readonly number[]) => pids.filter((pid) => commandOf(pid) !== undefined);

test('one command brings up a console, and Ctrl-C leaves nothing running', async () => {
  const address = await startUp();
  const page = await fetch(address);
  expect([page.status, page.headers.get('content-type')]).toStrictEqual([200, expect.stringContaining('text/html')]);
  const running = processes();
  expect(running.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['postgres', 'temporal', 'counterparts', 'projector', 'worker', 'api', 'rehearsal']),
  );
  for (const key of ['vault', 'index', 'codec']) {
    const { mode, size } = statSync(join(dataFolder, 'keys', `${key}.key`));
    expect([mode & 0o777, size]).toStrictEqual([0o600, 32]);
  }
  child?.kill('SIGINT');
  expect(await once(child as ChildProcess, 'exit')).toStrictEqual([0, null]);
  expect(alive(running.map(({ pid }) => pid))).toStrictEqual([]);
  expect(existsSync(join(dataFolder, 'run.json'))).toBe(false);
}, 200_000);

test('a part that is killed comes back, and a launcher that is killed leaves nothing for the next start to trip over', async () => {
  await startUp();
  const projector = processes().find(({ name }) => name === 'projector')?.pid ?? 0;
  process.kill(projector, 'SIGKILL');
  const isBack = () => processes().some(({ name, pid }) => name === 'projector' && pid !== projector);
  for (let waited = 0; waited < 30_000 && !isBack(); waited += 100) await sleep(100);
  expect(isBack()).toBe(true);

  const left = processes().map(({ pid }) => pid);
  child?.kill('SIGKILL');
  await once(child as ChildProcess, 'exit');
  await startUp();
  expect(alive(left)).toStrictEqual([]);
}, 300_000);
