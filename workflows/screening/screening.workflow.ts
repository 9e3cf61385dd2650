import type { DuplicateActivities } from '@canbao/activities/batch/duplicate.activities';
import type { RoundProgress, ScreeningActivities } from '@canbao/activities/batch/screening.activities';
import type { ScreeningStage } from '@canbao/domain/registration/registration.events';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { type CountyFollower, followCounty } from '../process/follow-county.ts';
import { nudge } from '../process/nudge.ts';
import type { ProcessSettings } from '../process/process-settings.ts';
import type { Waiting } from '../process/waiting.ts';
import { workflowId } from '../process/workflow-id.ts';
import { townshipCampaignMessages } from '../township/township-campaign.messages.ts';
import { screeningMessages as messages } from './screening.messages.ts';

export type ScreeningInput = ChildInput & { readonly township: string; readonly round: 1 | 2 };

/**
 * One round of screening in one township: the health centre's check of the key fields, again when rows came in
 * late, until it hands the round over; then whatever looks like a duplicate; and in round 1, once the tax branch asks
 * for it, the population register. The second tax screening belongs to the enrolment. Everything is in the log, so it may begin anew.
 */
export async function screeningWorkflow(input: ScreeningInput): Promise<void> {
  const { campaign, region, township, round, settings } = input;
  const run = { campaign, region, township, round };
  const batch = ask<ScreeningActivities>('act-batch', settings);
  const county = followCounty(input.news);
  let isCheckDue = false;
  let isHandedOver = false;
  let isRegisterAsked = false;
  let doing: ScreeningStage | null = null;
  let since = county.time.now();
  wf.setHandler(messages.checkAgain, () => {
    isCheckDue = true;
  });
  wf.setHandler(messages.handedOver, () => {
    isHandedOver = true;
  });
  wf.setHandler(messages.startRegisterCheck, () => {
    isRegisterAsked = true;
  });
  wf.setHandler(messages.view, () => waitingOf(input, { doing, isHandedOver, since }));

  async function screen(stage: ScreeningStage): Promise<void> {
    doing = stage;
    await screenStage({ ...run, stage, settings, county });
    doing = null;
    since = county.time.now();
  }

  const known: RoundProgress = await batch.loadScreening(run);
  isHandedOver ||= known.isHandedOver;
  isRegisterAsked ||= known.isRegisterCheckAsked;
  isCheckDue ||= !known.finished.includes('health-centre');
  while (isCheckDue || !isHandedOver) {
    if (isCheckDue) {
      isCheckDue = false;
      await screen('health-centre');
    } else {
      await wf.condition(() => isCheckDue || isHandedOver);
    }
  }
  await findNearDuplicates({ ...run, settings, county });
  if (round === 1) {
    await wf.condition(() => isRegisterAsked);
    if (!known.finished.includes('tax')) await screen('tax');
  }
  const id = wf.workflowInfo().workflowId;
  await nudge(workflowId.township(campaign, township), townshipCampaignMessages.batchDone, { workflowId: id });
}

/**
 * Once the health centre has looked at every number: pairs that only plain text gives away, while the tax branch still
 * has time to judge them before it screens.
 */
async function findNearDuplicates({ settings, county, ...run }: Omit<StageRun, 'stage'>): Promise<void> {
  const batch = ask<DuplicateActivities>('act-batch', settings);
  let after: string | null = null;
  for (let isEnd = false; !isEnd;) {
    await wf.condition(() => !county.news().isPaused);
    const found: Awaited<ReturnType<DuplicateActivities['findNearDuplicates']>> = await batch.findNearDuplicates({
      ...run,
      planAt: county.time.now(),
      after,
    });
    ({ after, isEnd } = found);
  }
}

export type StageRun = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly round: 1 | 2;
  readonly stage: ScreeningStage;
  readonly settings: ProcessSettings;
  readonly county: CountyFollower;
};

/**
 * Pages of one stage, from the front until nothing is left: a pass in which a page was done before, or left rows out
 * because somebody was faster, is followed by another. The number of passes so far is known from the pages.
 */
export async function screenStage({ settings, county, ...run }: StageRun): Promise<void> {
  const batch = ask<ScreeningActivities>('act-batch', settings);
  const pages = ask<ScreeningActivities>(run.stage === 'tax' ? 'act-register' : 'act-batch', settings);
  await batch.startScreening({ ...run, planAt: county.time.now() });
  let page = 0;
  for (let isFresh = false; !isFresh;) {
    isFresh = true;
    let after: string | null = null;
    for (let isEnd = false; !isEnd; page++) {
      await wf.condition(() => !county.news().isPaused);
      const planAt = county.time.now();
      const answer: Awaited<ReturnType<ScreeningActivities['screenPage']>> = await pages.screenPage({
        ...run,
        page,
        after,
        planAt,
      });
      ({ after, isEnd } = answer);
      isFresh &&= answer.isFresh;
    }
  }
  await batch.finishScreening({ ...run, pass: page, planAt: county.time.now() });
}

const stages: { readonly [stage in ScreeningStage]: { readonly title: string; readonly whom: string } } = {
  'health-centre': { title: '初检', whom: '卫生院' },
  tax: { title: '比对人口库', whom: '人口库' },
};

function waitingOf(
  { region, township, round }: ScreeningInput,
  { doing, isHandedOver, since }: { doing: ScreeningStage | null; isHandedOver: boolean; since: number },
): Waiting {
  const next = isHandedOver ? '税务分局比对人口库' : `第 ${round} 次移交`;
  return {
    workflowId: wf.workflowInfo().workflowId,
    kind: '筛查 screening',
    unit: `${region}/${township}`,
    group: doing === null ? 'person' : doing === 'tax' ? 'outside' : 'time',
    waitsFor: doing === null ? next : `${stages[doing].title}，逐页进行`,
    whom: doing === null ? (isHandedOver ? '税务分局' : '卫生院') : stages[doing].whom,
    ifNobodyActs: doing === null ? '关口不开，到期催办' : '自动继续',
    since,
    nextDueAt: null,
    nextTimerAt: null,
    stuck: [],
  };
}
