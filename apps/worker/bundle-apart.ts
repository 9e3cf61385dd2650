import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';

/**
 * The bundle, made by a process that ends with it: the bundler takes 200 MB and gives nothing back, which a worker would
 * keep for a season. Rejects when that process ends without a bundle; what was wrong it has written to stderr.
 */
export async function bundleApart(): Promise<WorkflowBundle> {
  const bundler = fork(fileURLToPath(import.meta.resolve('./bundle-workflows.main.ts')));
  const ended = once(bundler, 'exit').then(([code]): never => {
    throw new Error(`the workflows could not be bundled (code ${code})`);
  });
  const [bundle] = await Promise.race([once(bundler, 'message') as Promise<[WorkflowBundle]>, ended]);
  ended.catch(() => undefined);
  return bundle;
}
