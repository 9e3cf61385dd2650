import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process as it is written down. A pid alone names nobody: it is given again to somebody else. Together with the
 * instant at which the process began and the command that it runs it does.
 */
export type ProcessRecord = {
  readonly name: string;
  readonly pid: number;
  /** Opaque: boot and clock ticks on Linux, the text of `ps` elsewhere. */
  readonly startedAt: string;
  /** The command without what stands before it (a change of user, say). */
  readonly command: string;
};

/** Writes down a process that runs now; undefined if it is gone already. */
export function processRecord(name: string, pid: number, command: readonly string[]): ProcessRecord | undefined {
  const seen = look(pid);
  return seen && { name, pid, startedAt: seen.startedAt, command: command.join(' ') };
}

/** Whether the process that was written down still runs: same pid, same beginning, same command. */
export function isStillRunning(record: ProcessRecord): boolean {
  const seen = look(record.pid);
  return seen !== undefined && seen.startedAt === record.startedAt && seen.command.endsWith(record.command);
}

/** The command line of a process; undefined if there is none, or if it only waits to be buried (a zombie). */
export function commandOf(pid: number): string | undefined {
  return look(pid)?.command;
}

function look(pid: number): { startedAt: string; command: string } | undefined {
  return process.platform === 'linux' ? lookInProc(pid) : lookWithPs(pid);
}

function lookInProc(pid: number): { startedAt: string; command: string } | undefined {
  try {
    // Behind the name, which may hold spaces and brackets: field 3 is the state, field 22 the ticks at start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0+$/, '').replaceAll('\0', ' ');
    return { startedAt: `${boot}/${fields[19]}`, command };
  } catch {
    return undefined; // No such process: /proc says so by having no such file.
  }
}

function lookWithPs(pid: number): { startedAt: string; command: string } | undefined {
  try {
    const ask = (column: string) =>
      execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', `${pid}`], { encoding: 'utf8' }).trim();
    return ask('stat').startsWith('Z') ? undefined : { startedAt: ask('lstart'), command: ask('command') };
  } catch {
    return undefined; // ps ends with 1 when there is no such process.
  }
}
