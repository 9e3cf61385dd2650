import { defineQuery } from '@temporalio/workflow';

import { clockMoved } from '../process/clock-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `watch-holdings-<K>`, type `dueWatchWorkflow`. */
export const dueWatchMessages = {
  clockMoved,
  view: defineQuery<Waiting>('view'),
};
