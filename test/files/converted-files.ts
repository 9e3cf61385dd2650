import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { libreOffice } from '@canbao/infra/libre-office';

/** Every sheet as CSV, UTF-8, cells as they are shown; or the workbook saved again. */
const filters = {
  csv: 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
  xlsx: 'xlsx',
} as const;

/** Lets LibreOffice open files and save them as something else, headless, with a profile of its own. By file name. */
export function convertedFiles(
  to: keyof typeof filters,
  files: Readonly<Record<string, Uint8Array>>,
): Readonly<Record<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'canbao-office-'));
  try {
    const [sent, answered] = [join(folder, 'sent'), join(folder, 'answered')];
    for (const path of [sent, answered]) mkdirSync(path);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(sent, name), bytes);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const paths = Object.keys(files).map((name) => join(sent, name));
    const run = spawnSync(
      libreOffice(),
      [profile, '--headless', '--convert-to', filters[to], '--outdir', answered, ...paths],
      { encoding: 'utf8', timeout: 120_000, env: { ...process.env, HOME: folder } },
    );
    if (run.status !== 0) throw new Error(`LibreOffice ended with ${run.status}: ${run.stderr}`);
    const names = readdirSync(answered);
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(answered, name))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
