import { readdirSync, readFileSync } from 'node:fs';

export type MemoryMeter = {
  /** Highest sum seen, in MB, and what it was made of; undefined where the system does not tell (no /proc). */
  peak(): { readonly megabytes: number; readonly parts: ReadonlyMap<string, number> } | undefined;
  stop(): void;
};

type Row = { readonly pid: number; readonly parent: number };

/**
 * Adds up the proportional set sizes of this process and all that descend from it, every `everyMs`: memory that several
 * share (PostgreSQL's buffers) counts once, spread over them. `nameOf` names a child of ours; its descendants count with it.
 */
export function memoryMeter(nameOf: (pid: number) => string | undefined, everyMs = 3_000): MemoryMeter {
  let peak: { megabytes: number; parts: Map<string, number> } | undefined;
  const look = () => {
    const parts = new Map<string, number>();
    for (const [pid, name] of family(nameOf)) parts.set(name, (parts.get(name) ?? 0) + proportionalMegabytes(pid));
    const megabytes = [...parts.values()].reduce((sum, part) => sum + part, 0);
    if (megabytes > (peak?.megabytes ?? 0)) peak = { megabytes, parts };
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

/** This process and its descendants, each under the name of the child of ours that it comes from. */
function family(nameOf: (pid: number) => string | undefined): Map<number, string> {
  const rows = processRows();
  const known = new Map<number, string>([[process.pid, 'launcher']]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid, parent } of rows) {
      const from = known.get(parent);
      if (from === undefined || known.has(pid)) continue;
      known.set(pid, nameOf(pid) ?? from);
      grown = true;
    }
  }
  return known;
}

function processRows(): Row[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const stat = readOrNothing(`/proc/${entry}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ');
    return [{ pid: Number(entry), parent: Number(stat[1]) }];
  });
}

function proportionalMegabytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has ended since the folder was listed.
  }
}
