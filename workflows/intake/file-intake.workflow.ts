import type { IntakeActivities } from '@canbao/activities/batch/intake.activities';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import { fileIntakeMessages, type FileIntakeInput } from './file-intake.messages.ts';

/**
 * One village file: page after page into the log until every row has its outcome. The same file is the same
 * workflow, a page is one command of the log, so nothing of it is ever taken twice.
 */
export async function fileIntakeWorkflow(input: FileIntakeInput): Promise<void> {
  const { campaign, intake, agent, unit, actor, settings } = input;
  const batch = ask<IntakeActivities>('act-batch', settings);
  let page = 0;
  wf.setHandler(fileIntakeMessages.view, () => ({
    workflowId: wf.workflowInfo().workflowId,
    kind: '名册 village file',
    unit,
    group: 'outside' as const,
    waitsFor: `第 ${page + 1} 页入账`,
    whom: '本系统',
    ifNobodyActs: '自动续办',
    since: 0,
    nextDueAt: null,
    nextTimerAt: null,
    stuck: [],
  }));
  for (let isEnd = false; !isEnd; page++) {
    ({ isEnd } = await batch.takePage({ campaign, intake, agent, unit, actor, page }));
  }
}
