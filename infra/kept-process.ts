import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dieWithParent } from './die-with-parent.ts';

export type ProcessSpec = {
  /** Also the name of its log: `<data>/logs/<name>.log`. */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What stands before the command and replaces itself by it (exec). Default: die with the launcher. */
  readonly prefix?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Others need it: it is stopped after them. */
  readonly isEngine?: boolean;
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to stop before it is killed. Default 30 s. */
  readonly stopMs?: number;
};

export type KeptProcess = {
  readonly spec: ProcessSpec;
  readonly pid: number;
  readonly logFile: string;
  /** How it ended, in words for people: "code 1", "SIGKILL". Never rejects. */
  readonly ended: Promise<string>;
  hasEnded(): boolean;
  /** What it wrote since it was started (both streams). */
  output(): string;
  /** Waits until `isReady` holds; throws with the end of the log when the process ends or the time is over first. */
  waitUntil(isReady: () => boolean | Promise<boolean>, what: string, patienceMs?: number): Promise<void>;
};

// Output goes straight into the file: a process whose launcher was killed must not die of a broken pipe.
const LOG_LIMIT_BYTES = 20_000_000;

/** Starts a process in a group of its own; its group id is its pid. */
export function keptProcess(spec: ProcessSpec, logFile: string): KeptProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  const offset = sizeOf(logFile) > LOG_LIMIT_BYTES ? 0 : sizeOf(logFile);
  const log = openSync(logFile, offset ? 'a' : 'w', 0o600);
  const [command, ...args] = [...(spec.prefix ?? dieWithParent()), ...spec.command] as [string, ...string[]];
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: spec.env ?? process.env,
    ...(spec.cwd && { cwd: spec.cwd }),
    ...spec.user,
  });
  closeSync(log);
  let end: string | undefined;
  const ended = new Promise<string>((resolve) => {
    const finish = (how: string) => resolve((end ??= how));
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(signal ?? `code ${code}`));
  });
  const output = () => readFileSync(logFile).subarray(offset).toString();
  return {
    spec,
    pid: child.pid ?? 0,
    logFile,
    ended,
    hasEnded: () => end !== undefined,
    output,
    async waitUntil(isReady, what, patienceMs = 60_000) {
      const until = Date.now() + patienceMs;
      while (!(await isReady())) {
        const why = end
          ? `ended (${end})`
          : Date.now() > until
            ? `was not there after ${patienceMs / 1000} s`
            : undefined;
        if (why) throw new Error(`${spec.name}: ${what} ${why}. The end of ${logFile}:\n${output().slice(-4000)}`);
        await sleep(25);
      }
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
