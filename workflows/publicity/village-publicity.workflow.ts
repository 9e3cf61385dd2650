import type { PostingProgress, PublicityActivities } from '@canbao/activities/ledger/publicity.activities';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { followCounty } from '../process/follow-county.ts';
import { nudge } from '../process/nudge.ts';
import type { Waiting } from '../process/waiting.ts';
import { workflowId } from '../process/workflow-id.ts';
import { townshipCampaignMessages } from '../township/township-campaign.messages.ts';
import { villagePublicityMessages as messages } from './village-publicity.messages.ts';

export type VillagePublicityInput = ChildInput & { readonly township: string; readonly village: string };

/**
 * A village's posting: waits until somebody has put it up, then until its month is over by the *confirmed*
 * date, records that it has stood, and ends when it is down and every objection is answered. The log is the only
 * memory: every message means *look again*.
 */
export async function villagePublicityWorkflow(input: VillagePublicityInput): Promise<void> {
  const { campaign, region, township, village, settings } = input;
  const of = { campaign, region, township, village };
  const ledger = ask<PublicityActivities>('act-ledger', settings);
  const county = followCounty(input.news);
  const since = county.time.now();
  let posting: PostingProgress = { status: 'not-posted', standsUntil: null, openObjections: 0 };
  let mustLook = true;
  let toldUntil: number | null = null;
  wf.setHandler(messages.postingMoved, () => {
    mustLook = true;
    county.wake();
  });
  wf.setHandler(messages.sayAgain, () => {
    toldUntil = null;
    county.wake();
  });
  wf.setHandler(messages.view, () => waitingOf(input, posting, since, county.time.realAt));

  const isOver = (): boolean =>
    county.news().isOver || (posting.status === 'taken-down' && posting.openObjections === 0);
  while (!isOver()) {
    const seen = county.seen();
    if (mustLook) {
      mustLook = false;
      posting = await ledger.loadPosting(of);
      continue;
    }
    const standsUntil = posting.status === 'standing' ? posting.standsUntil : null;
    if (standsUntil !== toldUntil) {
      // Its clock may be old by now: the township tells it the present one as soon as that matters. A township that is
      // not recovered yet asks when it is.
      const isTold = await nudge(workflowId.township(campaign, township), townshipCampaignMessages.asleep, {
        workflowId: workflowId.publicity(campaign, township, village),
        until: standsUntil,
      });
      if (isTold) {
        toldUntil = standsUntil;
        continue;
      }
    }
    if (standsUntil !== null && standsUntil <= county.time.now() && !county.news().isPaused) {
      posting = await ledger.letPostingStand({ ...of, planAt: county.time.now() });
      continue;
    }
    await county.until(county.news().isPaused ? null : standsUntil, seen);
  }
  await nudge(workflowId.township(campaign, township), townshipCampaignMessages.batchDone, {
    workflowId: workflowId.publicity(campaign, township, village),
  });
}

const waitsFor: { readonly [status in PostingProgress['status']]: string } = {
  'not-posted': '张贴公示',
  standing: '公示满期',
  stood: '取下公示',
  'taken-down': '答复异议',
};

function waitingOf(
  { region, township, village }: VillagePublicityInput,
  { status, standsUntil }: PostingProgress,
  since: number,
  realAt: (planAt: number | null) => number | null,
): Waiting {
  const due = status === 'standing' ? standsUntil : null;
  return {
    workflowId: wf.workflowInfo().workflowId,
    kind: '公示 posting',
    unit: `${region}/${township}/${village}`,
    group: status === 'standing' ? 'time' : 'person',
    waitsFor: waitsFor[status],
    whom: status === 'standing' ? '—' : status === 'taken-down' ? '乡镇办' : '村委会',
    ifNobodyActs: status === 'standing' ? '到期自动记为已满期' : '关口不开，催办',
    since,
    nextDueAt: due,
    nextTimerAt: realAt(due),
    stuck: [],
  };
}
