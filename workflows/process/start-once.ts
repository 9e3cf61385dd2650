import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import * as wf from '@temporalio/workflow';

/**
 * Starts a workflow that outlives its starter's runs. Running or closed already counts as done: the id is the fact's
 * name. The starter never awaits it; they talk by workflow id.
 */
export async function startOnce(type: string, workflowId: string, input: object): Promise<void> {
  try {
    await wf.startChild(type, {
      workflowId,
      args: [input],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (failure) {
    if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure;
  }
}
