import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { badVillageFiles } from './bad-village-files.ts';

/** Writes the bad files into a folder, to be tried by hand: `node test/files/write-bad-files.ts FOLDER`. */
export function writeBadFiles(folder: string): number {
  mkdirSync(folder, { recursive: true });
  for (const [index, { name, make }] of badVillageFiles.entries())
    writeFileSync(join(folder, `${String(index + 1).padStart(3, '0')} ${name.replaceAll('/', '-')}`), make());
  return badVillageFiles.length;
}

const [, script = '', folder] = process.argv;
if (script.endsWith('write-bad-files.ts') && folder !== undefined)
  console.log(`${writeBadFiles(folder)} files in ${folder}`);
