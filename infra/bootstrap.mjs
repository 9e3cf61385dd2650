/**
 * The door of every command in the README: `node infra/bootstrap.mjs <start|test|rehearse|benchmark|canbao> …`.
 *
 * Plain JavaScript that any Node from 18 on understands, because it has to run before Node 24 is there. It finds or
 * fetches Node 24, installs the packages if the lock changed, and then *spawns* the real command: a shell, and this very
 * process, remember where the old `node` was.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_VERSION = '24.21.0';
const COMMANDS = {
  start: 'infra/start.ts',
  test: 'infra/run-tests.ts',
  rehearse: 'infra/rehearse.ts',
  benchmark: 'test/benchmark/run-benchmark.ts',
  canbao: 'apps/cli/main.ts',
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const beganAt = Date.now();
// What `canbao --json` prints is for programs, so progress goes to the other stream.
const say = (line) => console.error(`canbao ${((Date.now() - beganAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);

function stop(reason, ...remedies) {
  say(reason);
  for (const remedy of remedies) console.error(`                 - ${remedy}`);
  process.exit(1);
}

/** Runs npm with the Node that runs this file, and says every ten seconds that it is still at work. */
function npm(args, cwd, what, env = process.env) {
  const script = process.env.npm_execpath;
  const isScript = Boolean(script && existsSync(script) && /\.c?js$/.test(script));
  const [command, prefix] = isScript ? [process.execPath, [script]] : ['npm', []];
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, [...prefix, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const tick = setInterval(() => say(`${what} … still at work`), 10_000);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      clearInterval(tick);
      done({ isDone: code === 0, output: output.slice(-4000) });
    });
  });
}

const majorOf = (node) => {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0) : 0;
};

async function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'canbao');
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(cache, `node-${NODE_VERSION}`);
  const binary = join('node_modules', name, 'bin', 'node');
  if (majorOf(join(folder, binary)) >= 24) return join(folder, binary);

  say(`Node ${process.versions.node} is older than 24: fetching ${name}@${NODE_VERSION} once into ${cache}`);
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  const fetched = await npm(
    ['install', '--prefix', partial, ...flags, `${name}@${NODE_VERSION}`],
    partial,
    'fetching Node',
  );
  if (fetched.isDone && majorOf(join(partial, binary)) >= 24) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
    return join(folder, binary);
  }
  rmSync(partial, { recursive: true, force: true });
  console.error(fetched.output);
  return stop(
    `Node 24 is needed, and npm could not fetch ${name}@${NODE_VERSION}.`,
    'install Node 24 or newer (https://nodejs.org) and run the same command again',
    'or let npm reach its registry (npm config get registry; proxy settings), then run it again',
  );
}

/** Installs exactly the lock, once per lock: its hash is kept in node_modules. */
async function packages(env) {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const record = join(root, 'node_modules', '.canbao-lock');
  if (existsSync(record) && readFileSync(record, 'utf8').trim() === digest) return;
  say('installing packages (npm ci; half a minute, 1 GB)');
  rmSync(record, { force: true });
  const installed = await npm(['ci'], root, 'npm ci', env);
  if (!installed.isDone) {
    console.error(installed.output);
    stop('npm ci failed.', 'read the lines above', 'let npm reach its registry, then run the same command again');
  }
  writeFileSync(record, `${digest}\n`);
  say('packages are installed');
}

const [command, ...args] = process.argv.slice(2);
const entry = COMMANDS[command];
if (!entry) stop(`unknown command ${command ?? '(none)'}`, `one of: ${Object.keys(COMMANDS).join(', ')}`);

const node = await node24();
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
await packages(env);

// npm changes to the root of the project; a path given to the tool for operators is meant from where its user stands.
const cwd = command === 'canbao' ? (process.env.INIT_CWD ?? process.cwd()) : root;
const child = spawn(node, [join(root, entry), ...args], { cwd, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm passes a SIGTERM to its shell only, which dies and leaves us behind.
const parent = process.ppid;
setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
child.on('error', (error) => stop(`${entry} could not be started: ${error.message}`));
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
