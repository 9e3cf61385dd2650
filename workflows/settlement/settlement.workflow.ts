import type { SettlementActivities } from '@canbao/activities/bank/settlement.activities';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { followCounty } from '../process/follow-county.ts';
import { nudge } from '../process/nudge.ts';
import type { Waiting } from '../process/waiting.ts';
import { workflowId } from '../process/workflow-id.ts';
import { townshipCampaignMessages } from '../township/township-campaign.messages.ts';
import { settlementMessages as messages } from './settlement.messages.ts';

export type SettlementInput = ChildInput & { readonly township: string };

/** It looks at least so often, in plan time, without being nudged. */
const longestMs = 12 * 3_600_000;

/**
 * What is left of a township after treasury entry (R-605 to R-607): the bank releases what two people have approved,
 * leftovers get their outcome once their money has reached the payer, and the account ends at zero by the bank's books
 * and by ours. People ask, approve, hand on and pay; this presses nobody and forgets nothing: the log is its memory.
 */
export async function settlementWorkflow(input: SettlementInput): Promise<void> {
  const { campaign, region, township, settings } = input;
  const bank = ask<SettlementActivities>('act-bank', settings);
  const county = followCounty(input.news);
  const of = () => ({ campaign, region, township, planAt: county.time.now() });
  const since = county.time.now();
  let open: number | null = null;
  let isCleared = false;
  wf.setHandler(messages.refundMoved, () => county.wake());
  wf.setHandler(messages.view, () => waitingOf(input, { open, since }));

  const isOver = (): boolean => county.news().isOver || (isCleared && open === 0);
  const wantsNewRun = (): boolean => wf.workflowInfo().historyLength > settings.maxEventsPerRun;
  while (!isOver() && !wantsNewRun()) {
    const seen = county.seen();
    if (county.news().isPaused) {
      await county.until(null, seen);
      continue;
    }
    const done = await bank.settle(of());
    open = done.open;
    if (done.released + done.resolved > 0) continue;
    if (!isCleared) ({ isCleared } = await bank.clearAccount(of()));
    if (!isOver()) await county.until(county.time.now() + longestMs, seen);
  }
  if (isOver())
    await nudge(workflowId.township(campaign, township), townshipCampaignMessages.batchDone, {
      workflowId: workflowId.settlement(campaign, township),
    });
  else await wf.continueAsNew<typeof settlementWorkflow>({ ...input, news: county.news() });
}

const waitingOf = (
  { region, township }: SettlementInput,
  { open, since }: { readonly open: number | null; readonly since: number },
): Waiting => ({
  workflowId: wf.workflowInfo().workflowId,
  kind: '遗留与退款 settlement',
  unit: `${region}/${township}`,
  group: open === 0 ? 'outside' : 'person',
  waitsFor: open === 0 ? '账户清零' : `遗留问题办结${open === null ? '' : `，还有 ${open} 人`}`,
  whom: open === 0 ? '代征银行' : '卫生院、税务分局、代征人',
  ifNobodyActs: '关口不开，账户不清零',
  since,
  nextDueAt: null,
  nextTimerAt: null,
  stuck: [],
});
