import * as wf from '@temporalio/workflow';

import type { ProcessSettings } from './process-settings.ts';

/** Asked at the head of a loop only, never in a predicate (temporal.md 3): a longer history makes every replay dear. */
export const wantsNewRun = ({ maxEventsPerRun }: ProcessSettings): boolean =>
  wf.workflowInfo().continueAsNewSuggested || wf.workflowInfo().historyLength > maxEventsPerRun;
