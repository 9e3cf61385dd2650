import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LogWriterOptions } from './log-writer.ts';

/** A writer as a process of its own; only its recorded pid is ever signalled. */
export type StartedWriter = {
  readonly pid: number;
  /** Exit code, or the signal that ended it, with what it said on stderr. */
  readonly ended: Promise<{ readonly how: number | NodeJS.Signals; readonly stderr: string }>;
  signal(signal: NodeJS.Signals): void;
};

export function startedWriter(options: LogWriterOptions): StartedWriter {
  const script = fileURLToPath(new URL('./log-writer.ts', import.meta.url));
  return watched(spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'pipe'] }));
}

function watched(child: ChildProcess): StartedWriter {
  let stderr = '';
  child.stderr!.on('data', (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<{ how: number | NodeJS.Signals; stderr: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ how: signal ?? code ?? -1, stderr }));
  });
  return { pid: child.pid!, ended, signal: (signal) => void child.kill(signal) };
}
