import { ApplicationFailure } from '@temporalio/common';

/**
 * The closed list of refusals that come from a workflow itself; every other type is a problem's (`/problems/…`).
 * `Busy` and `Draining`: send the same Update ID again. `Stale`: somebody else was faster; look, then ask anew.
 */
export type RefusalType =
  | 'Busy'
  | 'Draining'
  | 'Finished'
  | 'NotOpened'
  | 'PhaseNotOpen'
  | 'ReasonRequired'
  | 'Stale'
  | 'RehearsalOnly'
  | 'NotWaiting';

/** Never a plain Error: one thrown from a handler wedges the workflow (temporal.md 14, rule 4). */
export const refuse = (type: RefusalType, detail: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(detail, type);
