import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Say } from './progress.ts';

/** The command that a person with root runs instead of us. */
export const installCommand = (packages: readonly string[]): string =>
  `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

export const isInstalled = (name: string): boolean => spawnSync('dpkg', ['-s', name]).status === 0;

/**
 * Installs Debian packages where this is Debian and this user may; else says what is missing. `what` they are for, and what
 * it costs, is shown. Whether it went well their user finds out: see chromium.ts, libre-office.ts.
 */
export function installDebianPackages(missing: readonly string[], what: string, say: Say): void {
  if (missing.length === 0 || !existsSync('/usr/bin/apt-get')) return;
  if (process.getuid?.() !== 0) {
    say(`missing for ${what}: ${missing.join(', ')}; as root: ${installCommand(missing)}`);
    return;
  }
  say(`installing ${missing.join(' and ')} for ${what}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  const { status } = apt('install', '-y', '--no-install-recommends', ...missing);
  if (status !== 0) say(`apt-get could not install ${missing.join(' and ')} (code ${status})`);
}
