import type { QueueName } from '@canbao/workflows/process/queue-name';
import type { DataConverter } from '@temporalio/common';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';

import { queueLimits } from './queue-limits.ts';

export type WorkerParts = {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  readonly bundle: WorkflowBundle;
  readonly queues: readonly QueueName[];
  /** Stands before every queue's name; empty but in tests. */
  readonly queuePrefix: string;
  /** The activities of each queue, already bound to what they need. */
  readonly activities: { readonly [queue in Exclude<QueueName, 'wf'>]: object };
};

export type RunningWorkers = {
  /** Rejects when one of them fails: then the process ends. */
  readonly ended: Promise<unknown>;
  /** Lets running tasks end (20 s), then tells the rest that the worker goes; resolves when all have stopped. */
  stop(): Promise<void>;
};

/** One worker per queue, all over one connection. */
export async function runningWorkers(parts: WorkerParts): Promise<RunningWorkers> {
  const workers = await Promise.all(
    parts.queues.map((queue) =>
      Worker.create({
        connection: parts.connection,
        namespace: parts.namespace,
        dataConverter: parts.dataConverter,
        taskQueue: parts.queuePrefix + queue,
        ...(queue === 'wf' ? { workflowBundle: parts.bundle } : { activities: parts.activities[queue] }),
        ...queueLimits[queue],
        shutdownGraceTime: '20s',
        shutdownForceTime: '30s',
      }),
    ),
  );
  const runs = workers.map((worker) => worker.run());
  return {
    ended: Promise.all(runs),
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(runs);
    },
  };
}
