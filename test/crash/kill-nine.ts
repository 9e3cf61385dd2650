import { readdirSync, readFileSync } from 'node:fs';
import type { KeptProcess } from '@canbao/infra/kept-process';

/** `kill -9` of a process that was started here and of every child that it has, at once; resolves when it has ended. */
export async function killNine(kept: KeptProcess): Promise<void> {
  for (const pid of [kept.pid, ...childrenOf(kept.pid)]) killed(pid);
  await kept.ended;
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone meanwhile, with its parent.
  }
}

/** What a server calls a child may be another number outside; they are found by their parent. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]) === parent;
      } catch {
        return false; // It has ended meanwhile.
      }
    });
}
