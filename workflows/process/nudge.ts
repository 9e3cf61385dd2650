import * as wf from '@temporalio/workflow';

/**
 * Sends a signal to a workflow that may be gone: the facts are in the log, so one that has ended, or is not recovered
 * yet, needs none. Answers whether somebody was there.
 */
export async function nudge<Args extends unknown[]>(
  workflowId: string,
  signal: wf.SignalDefinition<Args>,
  ...args: Args
): Promise<boolean> {
  try {
    await wf.getExternalWorkflowHandle(workflowId).signal(signal, ...args);
    return true;
  } catch (failure) {
    if (wf.isCancellation(failure)) throw failure;
    return false;
  }
}
