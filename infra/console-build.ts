import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// What the pages are made of: their own sources, the two libraries they import, the versions of the packages.
const SOURCES = ['apps/console/**/*', 'libs/domain/**/*', 'libs/http-contract/**/*', 'package-lock.json'];

/**
 * Builds the console with Vite into apps/console/dist, unless its sources are those of the last build. Returns whether
 * it built; throws with Vite's output when it fails.
 */
export async function consoleBuild(): Promise<boolean> {
  const record = join(root, 'apps/console/dist/.sources');
  const digest = digestOfSources();
  if (existsSync(record) && readFileSync(record, 'utf8') === digest) return false;
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', '--emptyOutDir'];
  const { code, output } = await run(vite, join(root, 'apps/console'));
  if (code !== 0) throw new Error(`the console could not be built:\n${output.slice(-4000)}`);
  writeFileSync(record, digest);
  return true;
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  const isOutput = (path: string) => path === 'dist' || path === 'node_modules';
  const files = globSync(SOURCES, { cwd: root, exclude: (path) => isOutput(path.split('/').at(-1) ?? '') }).sort();
  for (const file of files) {
    if (!/\.(js|tsx?|css|html|json|svg|woff2)$/.test(file) || /\.spec\.tsx?$/.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function run(args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
    child.once('close', (code) => resolve({ code, output }));
  });
}
