import { defineQuery, defineUpdate } from '@temporalio/workflow';

import type { ByPerson } from '../process/by-person.ts';
import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `enrolment-<K>-<T>-1`, type `enrolmentWorkflow`. */
export const enrolmentMessages = {
  /** The bureau's clerk takes the hand-over for import. */
  acceptHandover: defineUpdate<{ readonly position: number }, [ByPerson]>('acceptHandover'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
