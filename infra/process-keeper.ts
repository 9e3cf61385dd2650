import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code.ts';
import { keptProcess, type KeptProcess, type ProcessSpec } from './kept-process.ts';
import { isStillRunning, processRecord, type ProcessRecord } from './process-record.ts';

/**
 * Keeps the processes of one run. Each is started without a shell, in a group of its own, and written into
 * `<data>/run.json` with pid, start time and command; it is stopped by group, engines last, and waited for.
 *
 * States of a data folder: *free* (no run.json, or nobody of it runs) -> *in use* (its launcher runs: a second one is
 * refused) -> *left behind* (the launcher is gone, processes run: they are stopped, after a look whether pid, start
 * time and command still match) -> free.
 */
export type ProcessKeeper = {
  start(spec: ProcessSpec): KeptProcess;
  /** Every process that was started and has not ended. */
  running(): readonly KeptProcess[];
  stop(kept: KeptProcess): Promise<void>;
  /** Whether stopAll has begun: what ends now ends on purpose. */
  isClosing(): boolean;
  stopAll(): Promise<void>;
};

type Run = { readonly launcher: ProcessRecord; readonly processes: readonly ProcessRecord[] };

/** Throws when another launcher is at work in the same data folder. */
export async function processKeeper(
  dataFolder: string,
  say: (line: string) => void = () => {},
): Promise<ProcessKeeper> {
  const file = join(dataFolder, 'run.json');
  await clearEarlierRun(dataFolder, say);
  mkdirSync(dataFolder, { recursive: true });
  const launcher = processRecord('launcher', process.pid, [process.execPath]);
  if (!launcher) throw new Error('this process cannot see itself');

  let isClosing = false;
  const records = new Map<KeptProcess, ProcessRecord>();
  const write = () => writeRun(file, { launcher: { ...launcher, command: '' }, processes: [...records.values()] });
  const stopOnExit = () => records.forEach(({ pid }, kept) => signalGroup(pid, kept.spec.stopSignal ?? 'SIGTERM'));
  write();
  process.on('exit', stopOnExit);

  async function stop(kept: KeptProcess): Promise<void> {
    await stopGroup(kept);
    records.delete(kept);
    write();
  }
  return {
    start(spec) {
      // Ctrl-C in the middle of a start: nothing may begin behind the back of stopAll.
      if (isClosing) throw new Error(`${spec.name} is not started: everything is being stopped`);
      const kept = keptProcess(spec, join(dataFolder, 'logs', `${spec.name}.log`));
      const record = processRecord(spec.name, kept.pid, spec.command);
      if (record) records.set(kept, record);
      write();
      return kept;
    },
    running: () => [...records.keys()].filter((kept) => !kept.hasEnded()),
    stop,
    isClosing: () => isClosing,
    async stopAll() {
      isClosing = true;
      // First all that use the engines, together; then the engines, last started first.
      const [engines, users] = partition([...records.keys()], (kept) => kept.spec.isEngine === true);
      await Promise.all(users.map(stop));
      for (const kept of engines.reverse()) await stop(kept);
      process.off('exit', stopOnExit);
      rmSync(file, { force: true });
    },
  };
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** Stops what a run whose launcher is gone has left running; throws when the launcher is there. */
async function clearEarlierRun(dataFolder: string, say: (line: string) => void): Promise<void> {
  const run = readRun(join(dataFolder, 'run.json'));
  if (!run) return;
  if (run.launcher.pid !== process.pid && isStillRunning(run.launcher)) {
    throw new Error(
      `${dataFolder} is in use by process ${run.launcher.pid}: stop that one (Ctrl-C, or kill ${run.launcher.pid}), or take another folder (--data)`,
    );
  }
  for (const record of [...run.processes].reverse()) {
    if (!isStillRunning(record)) continue;
    say(`stopping ${record.name} (pid ${record.pid}), left behind by an earlier run`);
    signalGroup(record.pid, record.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    for (let waited = 0; waited < 10_000 && isStillRunning(record); waited += 50) await sleep(50);
    if (isStillRunning(record)) signalGroup(record.pid, 'SIGKILL');
    while (isStillRunning(record)) await sleep(50);
  }
}

async function stopGroup(kept: KeptProcess): Promise<void> {
  const { pid, spec } = kept;
  if (!kept.hasEnded()) {
    signalGroup(pid, spec.stopSignal ?? 'SIGTERM');
    // A stopped process (SIGSTOP) would never take the signal.
    signalGroup(pid, 'SIGCONT');
    await Promise.race([kept.ended, sleep(spec.stopMs ?? 30_000, undefined, { ref: false })]);
  }
  // Whoever of the group is still there has outlived its leader.
  signalGroup(pid, 'SIGKILL');
  await kept.ended;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return; // the group is gone already
    throw error;
  }
}

function readRun(file: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // Written by rename, so only a lost disk makes half a file.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function writeRun(file: string, run: Run): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(run, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
