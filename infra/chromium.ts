import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Say } from './progress.ts';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];
const INSTALL = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The browser for tests: CHROMIUM_PATH, else where Debian and Google put it. Throws with the command that installs it. */
export function chromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH=${named} does not exist`);
  const found = named ?? PLACES.find((place) => existsSync(place));
  if (found) return found;
  throw new Error(
    [
      'No Chromium was found. One of these helps:',
      `  - as root: ${INSTALL}`,
      '  - set CHROMIUM_PATH to a Chromium or Chrome',
    ].join('\n'),
  );
}

/** Puts Debian's Chromium and a Chinese font where they are missing, if this user may; else leaves the error to `chromium`. */
export function installChromium(say: Say): void {
  if (process.env['CHROMIUM_PATH'] || !existsSync('/usr/bin/apt-get')) return;
  const isInstalled = (name: string) => spawnSync('dpkg', ['-s', name]).status === 0;
  const hasBrowser = PLACES.some((place) => existsSync(place));
  const missing = PACKAGES.filter((name) => (name === 'chromium' ? !hasBrowser : !isInstalled(name)));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    say(`missing for browser tests: ${missing.join(', ')}; as root: ${INSTALL}`);
    return;
  }
  say(`installing ${missing.join(' and ')} for browser tests (half a minute, 500 MB)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  const { status } = apt('install', '-y', '--no-install-recommends', ...missing);
  if (status !== 0) say(`apt-get could not install ${missing.join(' and ')} (code ${status})`);
}
