import type { IntakeActivities } from '@canbao/activities/batch/intake.activities';
import * as wf from '@temporalio/workflow';

import { queueName } from '../process/queue-name.ts';
import type { ProcessSettings } from '../process/process-settings.ts';
import { fileIntakeMessages, type FileIntakeInput } from './file-intake.messages.ts';

/**
 * One file of registrations: chunk after chunk into the log until every row has its outcome. The same file is
 * the same workflow, a page of it is one command of the log, and the log is the cursor: nothing is ever taken twice.
 */
export async function fileIntakeWorkflow({ settings, ...sent }: FileIntakeInput): Promise<void> {
  const batch = patientBatch(settings);
  let rowsDone = 0;
  wf.setHandler(fileIntakeMessages.view, () => ({
    workflowId: wf.workflowInfo().workflowId,
    kind: '名册 file of registrations',
    unit: sent.unit,
    group: 'outside' as const,
    waitsFor: rowsDone === 0 ? '读取名册' : `已办 ${rowsDone} 行`,
    whom: '本系统',
    ifNobodyActs: '自动续办',
    since: 0,
    nextDueAt: null,
    nextTimerAt: null,
    stuck: [],
  }));
  for (let isEnd = false; !isEnd;) ({ isEnd, rowsDone } = await batch.takeChunk(sent));
}

/** A chunk may be long; that it lives it says after every page. A killed worker's chunk is taken up after one attempt's time. */
const patientBatch = ({ attemptMs, retryMaxMs, retryMs }: ProcessSettings) =>
  wf.proxyActivities<IntakeActivities>({
    taskQueue: queueName('act-batch'),
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: attemptMs,
    retry: { initialInterval: retryMs, maximumInterval: retryMaxMs, backoffCoefficient: 2 },
  });
