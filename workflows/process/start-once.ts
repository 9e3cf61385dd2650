import {
  SearchAttributeType,
  WorkflowExecutionAlreadyStartedError,
  defineSearchAttributeKey,
} from '@temporalio/common';
import * as wf from '@temporalio/workflow';

import type { ChildInput } from './child-input.ts';

/** For operators only, never for screens; not encrypted. The server has to know them (infra's launcher says so). */
const campaignId = defineSearchAttributeKey('CampaignId', SearchAttributeType.KEYWORD);
const unitCode = defineSearchAttributeKey('UnitCode', SearchAttributeType.KEYWORD);
const isRehearsal = defineSearchAttributeKey('IsRehearsal', SearchAttributeType.BOOL);

/**
 * Starts a workflow that outlives its starter's runs. Running or closed already counts as done: the id is the fact's
 * name. The starter never awaits it; they talk by workflow id. `unit` = path of the unit it works for. Answers whether it
 * was started now.
 */
export async function startOnce<Input extends ChildInput>(
  type: string,
  workflowId: string,
  unit: string,
  input: Input,
): Promise<boolean> {
  try {
    await wf.startChild(type, {
      workflowId,
      args: [input],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: [
        { key: campaignId, value: input.campaign },
        { key: unitCode, value: unit },
        { key: isRehearsal, value: input.settings.isRehearsal },
      ],
    });
    return true;
  } catch (failure) {
    if (!(failure instanceof WorkflowExecutionAlreadyStartedError)) throw failure;
    return false;
  }
}
