import { defineQuery, defineSignal } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/**
 * Workflow `screening-<K>-<T>-<round>`, type `screeningWorkflow`: the health centre's check, and in round 1, once the
 * tax branch asks for it, the population register.
 */
export const screeningMessages = {
  startRegisterCheck: defineSignal('startRegisterCheck'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
