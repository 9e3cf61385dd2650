import { defineQuery } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `report-<K>-monday-<yyyymmdd>`, type `reportWorkflow`. */
export const reportMessages = {
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
