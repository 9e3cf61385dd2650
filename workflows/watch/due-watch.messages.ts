import { defineQuery } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `watch-holdings-<K>`, type `dueWatchWorkflow`. */
export const dueWatchMessages = {
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
