import * as wf from '@temporalio/workflow';

/** Queues of a worker. Each outside party has its own, so that one that is slow holds up nobody else's work. */
export const queues = [
  'wf',
  'act-ledger',
  'act-batch',
  'act-bank',
  'act-tax',
  'act-insurance',
  'act-register',
] as const;

export type QueueName = (typeof queues)[number];

/**
 * The full name of a queue next to the one this workflow runs on. Workflow queues end in `wf`; what stands before it
 * (nothing, or a test's own prefix) stands before the others too.
 */
export const queueName = (queue: QueueName): string => wf.workflowInfo().taskQueue.replace(/wf$/, queue);
