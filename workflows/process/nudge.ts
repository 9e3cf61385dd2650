import * as wf from '@temporalio/workflow';

/** A nudge. A workflow that is not there (ended, or not recovered yet) needs none: the facts are in the log. */
export async function nudge<Args extends unknown[]>(
  workflowId: string,
  signal: wf.SignalDefinition<Args>,
  ...args: Args
): Promise<void> {
  try {
    await wf.getExternalWorkflowHandle(workflowId).signal(signal, ...args);
  } catch (failure) {
    if (wf.isCancellation(failure)) throw failure;
  }
}
