import { defineQuery, defineSignal } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/**
 * Workflow `screening-<K>-<T>-<round>`, type `screeningWorkflow`: the health centre's check until it hands the round
 * over, and in round 1, once the tax branch asks for it, the population register. Told by its township only.
 */
export const screeningMessages = {
  /** Rows came in after the check: look again. */
  checkAgain: defineSignal('checkAgain'),
  handedOver: defineSignal('handedOver'),
  startRegisterCheck: defineSignal('startRegisterCheck'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
