import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowUpdateFailedError } from '@temporalio/client';

const again = ['Busy', 'Draining', 'AcceptedUpdateCompletedWorkflow'];

/** As the API does: a workflow that has another command in hand, or leaves for its next run, gets the same Update again. */
export async function untilTaken<T>(update: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await update();
    } catch (error) {
      if (!(error instanceof WorkflowUpdateFailedError) || !again.includes(typeOf(error))) throw error;
      await delay(20);
    }
  }
}

/** Type of a refusal: a problem's, or one of refuse.ts. */
export const typeOf = ({ cause }: WorkflowUpdateFailedError): string =>
  cause !== undefined && 'type' in cause && typeof cause.type === 'string' ? cause.type : '';
