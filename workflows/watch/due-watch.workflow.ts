import type { WatchActivities } from '@canbao/activities/ledger/watch.activities';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { followCounty } from '../process/follow-county.ts';
import type { Waiting } from '../process/waiting.ts';
import { dueWatchMessages as messages } from './due-watch.messages.ts';

export type DueWatchInput = ChildInput;

/** The watch looks at least so often, in plan time: cash that came in meanwhile has a clock of its own. */
const longestMs = 6 * 3_600_000;
const turnsPerRun = 200;

/**
 * The watch over cash in agents' hands (R-601): asks the log what is due, raises it, sleeps until the instant that the
 * log names next. Time that passes while the campaign is paused is not forgotten: what fell due goes out on resume.
 */
export async function dueWatchWorkflow(input: DueWatchInput): Promise<void> {
  const { campaign, region, settings } = input;
  const ledger = ask<WatchActivities>('act-ledger', settings);
  const county = followCounty(input.news);
  let lookedAt = county.time.now();
  let nextAt: number | null = null;
  wf.setHandler(messages.view, () => waitingOf(region, lookedAt, nextAt, county.time.realAt));
  const isOver = (): boolean => county.news().isOver || county.news().closed.includes('resolve');

  for (let turn = 0; turn < turnsPerRun && !isOver(); turn++) {
    const seen = county.seen();
    if (county.news().isPaused) {
      await county.until(null, seen);
      continue;
    }
    lookedAt = county.time.now();
    const answer = await ledger.raiseHoldingAlerts({ campaign, region, planAt: lookedAt });
    nextAt = Math.min(answer.nextAt ?? Number.POSITIVE_INFINITY, lookedAt + longestMs);
    // Real patience between two questions, however fast the plan's clock runs.
    await wf.sleep(settings.watchPauseMs);
    while (nextAt > county.time.now() && !isOver() && !county.news().isPaused)
      await county.until(nextAt, county.seen());
  }
  if (!isOver()) await wf.continueAsNew<typeof dueWatchWorkflow>({ ...input, news: county.news() });
}

const waitingOf = (
  region: string,
  since: number,
  nextAt: number | null,
  realAt: (planAt: number | null) => number | null,
): Waiting => ({
  workflowId: wf.workflowInfo().workflowId,
  kind: '两限监看 two limits',
  unit: region,
  group: 'time',
  waitsFor: '下一笔现金到限',
  whom: '代征人员',
  ifNobodyActs: '到限提醒，超限报乡镇，再报县',
  since,
  nextDueAt: nextAt,
  nextTimerAt: realAt(nextAt),
  stuck: [],
});
