import { existsSync } from 'node:fs';
import { installCommand, installDebianPackages } from './install-debian-packages.ts';
import type { Say } from './progress.ts';

/** The spreadsheet program without a desktop, and 56 packages that it needs. */
const PACKAGES = ['libreoffice-calc-nogui'];
const PLACES = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/lib/libreoffice/program/soffice'];

/** The other program that opens returned files in tests: SOFFICE_PATH, else Debian's. Throws with what installs it. */
export function libreOffice(): string {
  const named = process.env['SOFFICE_PATH'];
  if (named && !existsSync(named)) throw new Error(`SOFFICE_PATH=${named} does not exist`);
  const found = named ?? PLACES.find((place) => existsSync(place));
  if (found) return found;
  throw new Error(
    [
      'No LibreOffice was found. One of these helps:',
      `  - as root: ${installCommand(PACKAGES)}`,
      '  - set SOFFICE_PATH to its program soffice',
    ].join('\n'),
  );
}

/** Puts Debian's LibreOffice where it is missing, if this user may; else leaves the error to `libreOffice`. */
export function installLibreOffice(say: Say): void {
  if (process.env['SOFFICE_PATH'] || PLACES.some((place) => existsSync(place))) return;
  installDebianPackages(PACKAGES, 'tests of returned files (half a minute, 250 MB)', say);
}
