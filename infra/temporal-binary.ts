import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import type { Say } from './progress.ts';

// 1.6.0 and later cannot be installed with `go install`: their go.mod replaces a module by a local folder.
const VERSION = '1.5.1';
const MODULE = `github.com/temporalio/cli/cmd/temporal@v${VERSION}`;

/**
 * The `temporal` program: on the PATH, in the user's cache, else fetched (the SDK's own download) or built with Go, once
 * per version. Throws with all remedies.
 */
export async function temporalBinary(say: Say): Promise<string> {
  const cached = join(cacheFolder(), `temporal-${VERSION}`, 'temporal');
  const found = [...onPath(), cached].find(isUsable);
  if (found) return found;
  mkdirSync(cacheFolder(), { recursive: true });
  const partial = join(cacheFolder(), `temporal-${VERSION}.partial-${process.pid}`);
  const failures: string[] = [];
  for (const [how, make] of [['download', downloaded] as const, ['build with Go', builtWithGo] as const]) {
    try {
      say(`Temporal is not here yet: ${how}, once, into ${cacheFolder()}`);
      const made = await make(partial, say);
      mkdirSync(join(cacheFolder(), `temporal-${VERSION}`), { recursive: true });
      renameSync(made, cached);
      return cached;
    } catch (error) {
      failures.push(`  ${how}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  throw new Error(
    [
      'No Temporal server was found, and none could be fetched or built:',
      ...failures,
      'One of these helps:',
      '  - set TEMPORAL_ADDRESS to a server that runs already',
      '  - put the program `temporal` on the PATH (https://docs.temporal.io/cli)',
      '  - let this machine reach temporal.download, then run the command again',
      '  - install Go 1.25 or newer (https://go.dev/dl), then run the command again',
    ].join('\n'),
  );
}

function onPath(): string[] {
  const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name));
}

function isUsable(binary: string): boolean {
  return existsSync(binary) && statSync(binary).isFile() && spawnSync(binary, ['--version']).status === 0;
}

/** The SDK fetches and unpacks the program, and starts a server with it, which ends again at once. */
async function downloaded(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', version: `v${VERSION}`, downloadDir: folder } },
  });
  await server.teardown();
  const file = readdirSync(folder)
    .map((name) => join(folder, name))
    .find(isUsable);
  if (!file) throw new Error('the download left no program behind');
  return file;
}

function builtWithGo(folder: string, say: Say): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0' };
  return new Promise((resolve, reject) => {
    let errors = '';
    const child = spawn('go', ['install', MODULE], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const tick = setInterval(() => say('building Temporal … still at work (2 to 3 minutes)'), 10_000);
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.once('error', (error) => reject(error));
    child.once('close', (code) => {
      clearInterval(tick);
      if (code === 0) resolve(join(folder, 'temporal'));
      else reject(new Error(`go install ended with ${code}: ${errors.slice(-1000)}`));
    });
  });
}
