import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processKeeper, type ProcessKeeper } from './process-keeper.ts';
import { commandOf, processRecord } from './process-record.ts';

let folder: string;
let keeper: ProcessKeeper | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'canbao-keeper-'));
});

afterEach(async () => {
  await keeper?.stopAll();
  keeper = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const node = (script: string): [string, string, string] => [process.execPath, '-e', script];
const gone = async (pid: number) => {
  for (let waited = 0; waited < 5_000 && commandOf(pid) !== undefined; waited += 20) await sleep(20);
  return commandOf(pid) === undefined;
};

test('a process is stopped with everybody whom it started', async () => {
  keeper = await processKeeper(folder);
  const parent = node(`console.log(require('child_process').spawn('sleep', ['1000']).pid)`);
  const kept = keeper.start({ name: 'parent', command: parent });
  await kept.waitUntil(() => kept.output().includes('\n'), 'its child');
  const child = Number(kept.output());
  expect(commandOf(child)).toBe('sleep 1000');
  await keeper.stop(kept);
  expect([await gone(kept.pid), await gone(child)]).toStrictEqual([true, true]);
});

test('a process that does not listen is killed when its time is over', async () => {
  keeper = await processKeeper(folder);
  const stubborn = node(`process.on('SIGTERM', () => {}); console.log('there'); setInterval(() => {}, 1000)`);
  const kept = keeper.start({ name: 'stubborn', command: stubborn, stopMs: 300 });
  await kept.waitUntil(() => kept.output().includes('there'), 'it');
  await keeper.stop(kept);
  expect(await kept.ended).toBe('SIGKILL');
});

test('who waits for a process that ends is told how, with the end of its log', async () => {
  keeper = await processKeeper(folder);
  const kept = keeper.start({ name: 'worker', command: node(`console.log('no such queue'); process.exit(3)`) });
  await expect(kept.waitUntil(() => false, 'readiness')).rejects.toThrow(
    /worker: readiness ended \(code 3\).*no such queue/s,
  );
});

test('a command that does not exist is an end, not a crash of the launcher', async () => {
  keeper = await processKeeper(folder);
  const kept = keeper.start({ name: 'nothing', command: ['/no/such/program'], prefix: [] });
  expect(await kept.ended).toContain('ENOENT');
});

describe('after a crash of the launcher', () => {
  // A launcher of its own, so that it can be killed; `prefix: []` lets its process survive it.
  async function crashedLauncher(prefix: string): Promise<number> {
    const script = `
      import { processKeeper } from ${JSON.stringify(join(import.meta.dirname, 'process-keeper.ts'))};
      const keeper = await processKeeper(${JSON.stringify(folder)});
      keeper.start({ name: 'orphan', command: ['sleep', '1000'], ${prefix} });
      console.log('started');`;
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(launcher.stdout, 'data');
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { processes: { pid: number }[] };
    return run.processes[0]?.pid ?? 0;
  }

  test('the next run stops what is still there', async () => {
    const orphan = await crashedLauncher('prefix: []');
    expect(commandOf(orphan)).toBe('sleep 1000');
    const said: string[] = [];
    keeper = await processKeeper(folder, (line) => said.push(line));
    expect(said).toStrictEqual([`stopping orphan (pid ${orphan}), left behind by an earlier run`]);
    expect(await gone(orphan)).toBe(true);
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('its processes end by themselves', async () => {
    expect(await gone(await crashedLauncher(''))).toBe(true);
  });

  test.each([
    ['another start time', { startedAt: 'long ago' }],
    ['another command', { command: 'sleep 999' }],
  ])('a process with the same pid and %s is somebody else, and left alone', async (_, other) => {
    const stranger = spawn('sleep', ['1000'], { detached: true });
    try {
      const record = processRecord('orphan', stranger.pid ?? 0, ['sleep', '1000']);
      const launcher = { name: 'launcher', pid: 1, startedAt: 'long ago', command: '' };
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'run.json'), JSON.stringify({ launcher, processes: [{ ...record, ...other }] }));
      keeper = await processKeeper(folder);
      await sleep(100);
      expect(commandOf(stranger.pid ?? 0)).toBe('sleep 1000');
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

test('a second launcher in the same folder is refused while the first runs', async () => {
  const first = spawn('sleep', ['1000']);
  try {
    const launcher = processRecord('launcher', first.pid ?? 0, []);
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ launcher, processes: [] }));
    await expect(processKeeper(folder)).rejects.toThrow(`is in use by process ${first.pid}`);
  } finally {
    first.kill('SIGKILL');
  }
});
