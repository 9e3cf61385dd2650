import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

export type ChildEnd = { readonly isDone: boolean; readonly output: string };

let current: ChildProcess | undefined;
let isStopping = false;

/** Runs a Node program of this project to its end, in the root; a signal to this process goes to it as well. */
export function currentChild(args: readonly string[], env: NodeJS.ProcessEnv, isShown = false): Promise<ChildEnd> {
  if (isStopping) return Promise.resolve({ isDone: false, output: 'stopped' });
  const stdio: StdioOptions = isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio });
    current = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (output += text.toString()));
    child.once('error', (error) => resolve({ isDone: false, output: error.message }));
    child.once('close', (code) => resolve({ isDone: code === 0, output }));
  });
}

/** From now on SIGINT and SIGTERM end what runs, start nothing more, and let the caller sum up. */
export function stopOnSignals(): { wasStopped(): boolean } {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      isStopping = true;
      current?.kill(signal);
    });
  }
  return { wasStopped: () => isStopping };
}
