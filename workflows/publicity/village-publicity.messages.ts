import { defineQuery, defineSignal } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `publicity-<K>-<T>-<V>`, type `villagePublicityWorkflow`. */
export const villagePublicityMessages = {
  /** The posting was put up, objected to, answered or taken down: look at the log. */
  postingMoved: defineSignal('postingMoved'),
  /** The township has not heard until when it sleeps: it was recovered later. */
  sayAgain: defineSignal('sayAgain'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
