import type { BalancesActivities } from '@canbao/activities/bank/balances.activities';
import type { ReportActivities } from '@canbao/activities/ledger/report.activities';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { followCounty } from '../process/follow-county.ts';
import type { Waiting } from '../process/waiting.ts';
import { reportMessages } from './report.messages.ts';

/** `at` = the planned instant (epoch ms) of the report, `onDate` its day in Shanghai. */
export type ReportInput = ChildInput & { readonly at: number; readonly onDate: string };

/** One Monday report: asks the bank for its balances, freezes a position, is issued once. A pause holds it back. */
export async function reportWorkflow(input: ReportInput): Promise<void> {
  const { campaign, region, onDate, at, settings } = input;
  const county = followCounty(input.news);
  wf.setHandler(
    reportMessages.view,
    () =>
      ({
        workflowId: wf.workflowInfo().workflowId,
        kind: '周报 Monday report',
        unit: region,
        group: 'outside',
        waitsFor: '银行余额',
        whom: '代征银行',
        ifNobodyActs: '反复询问，报表晚出',
        since: at,
        nextDueAt: null,
        nextTimerAt: null,
        stuck: [],
      }) satisfies Waiting,
  );
  while (county.news().isPaused && !county.news().isOver) await county.until(null, county.seen());
  const planAt = Math.max(at, county.time.now());
  const balances = await ask<BalancesActivities>('act-bank', settings).fetchBalances({ campaign, planAt });
  await ask<ReportActivities>('act-ledger', settings).issueReport({ campaign, region, onDate, planAt, balances });
}
