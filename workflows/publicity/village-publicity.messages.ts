import { defineQuery, defineSignal } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `publicity-<K>-<T>-<V>`, type `villagePublicityWorkflow`. */
export const villagePublicityMessages = {
  /** The posting was put up, objected to, answered or taken down: look at the log. */
  postingMoved: defineSignal('postingMoved'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
