import type { QueueName } from '@canbao/workflows/process/queue-name';
import type { WorkerOptions } from '@temporalio/worker';

type Limits = Pick<
  WorkerOptions,
  'maxConcurrentActivityTaskExecutions' | 'maxConcurrentWorkflowTaskExecutions' | 'maxCachedWorkflows'
>;

/**
 * How much of each kind runs at once in one process. Pages of personal data are few at a time, because they hold
 * plain text and a core; authorities get a handful of calls, never a flood.
 */
export const queueLimits: { readonly [queue in QueueName]: Limits } = {
  // One county with its townships, accounts and villages is some 170 workflows.
  wf: { maxConcurrentWorkflowTaskExecutions: 40, maxCachedWorkflows: 400 },
  'act-ledger': { maxConcurrentActivityTaskExecutions: 40 },
  'act-batch': { maxConcurrentActivityTaskExecutions: 4 },
  'act-bank': { maxConcurrentActivityTaskExecutions: 8 },
  'act-tax': { maxConcurrentActivityTaskExecutions: 8 },
  'act-insurance': { maxConcurrentActivityTaskExecutions: 8 },
  'act-register': { maxConcurrentActivityTaskExecutions: 8 },
};
