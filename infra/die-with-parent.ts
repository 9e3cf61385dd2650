import { spawnSync } from 'node:child_process';

/**
 * What to put before a command so that Linux sends it `signal` when this process is gone, also when it was killed and
 * could stop nobody. Empty where there is no setpriv: there the next start clears up by the recorded pids.
 */
export function dieWithParent(signal: 'INT' | 'TERM' = 'TERM'): readonly string[] {
  const prefix = ['setpriv', `--pdeathsig=${signal}`, '--'];
  canSetpriv ??= spawnSync('setpriv', ['--pdeathsig=TERM', '--', 'true']).status === 0;
  return canSetpriv ? prefix : [];
}

let canSetpriv: boolean | undefined;
