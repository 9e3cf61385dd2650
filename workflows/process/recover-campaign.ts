import type { LoggedFact } from '@canbao/domain/campaign/recovery';
import { SearchAttributeType, TypedSearchAttributes, defineSearchAttributeKey } from '@temporalio/common';

import { recoveryStarts } from './recovery-starts.ts';

/** What of a Temporal client is needed: `client.workflow`. */
export type WorkflowStarter = {
  start(
    type: string,
    options: {
      readonly workflowId: string;
      readonly taskQueue: string;
      readonly args: [object];
      readonly workflowIdConflictPolicy: 'USE_EXISTING';
      readonly workflowIdReusePolicy: 'ALLOW_DUPLICATE';
      readonly typedSearchAttributes: TypedSearchAttributes;
    },
  ): Promise<unknown>;
};

const campaignId = defineSearchAttributeKey('CampaignId', SearchAttributeType.KEYWORD);
const unitCode = defineSearchAttributeKey('UnitCode', SearchAttributeType.KEYWORD);

/**
 * Starts every workflow that a campaign should have and does not (temporal.md 1), from its whole log in order. May be
 * repeated: what runs is left alone. Answers the ids, the county's first; none when the campaign is not open or over.
 * Never part of the workflow bundle: the CLI and specs call it.
 */
export async function recoverCampaign(
  starter: WorkflowStarter,
  campaign: string,
  facts: Iterable<LoggedFact>,
  taskQueue = 'wf',
): Promise<readonly string[]> {
  const starts = recoveryStarts(campaign, facts);
  // The county last: it starts its townships by itself, and knows nothing of what they have lost.
  for (const { type, workflowId, unit, input } of starts.toReversed()) {
    await starter.start(type, {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: campaignId, value: campaign },
        { key: unitCode, value: unit },
      ]),
    });
  }
  return starts.map(({ workflowId }) => workflowId);
}
