import { existsSync } from 'node:fs';
import { installCommand, installDebianPackages, isInstalled } from './install-debian-packages.ts';
import type { Say } from './progress.ts';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];
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
      `  - as root: ${installCommand(PACKAGES)}`,
      '  - set CHROMIUM_PATH to a Chromium or Chrome',
    ].join('\n'),
  );
}

/** Puts Debian's Chromium and a Chinese font where they are missing, if this user may; else leaves the error to `chromium`. */
export function installChromium(say: Say): void {
  if (process.env['CHROMIUM_PATH']) return;
  const hasBrowser = PLACES.some((place) => existsSync(place));
  const missing = PACKAGES.filter((name) => (name === 'chromium' ? !hasBrowser : !isInstalled(name)));
  installDebianPackages(missing, 'browser tests (half a minute, 500 MB)', say);
}
