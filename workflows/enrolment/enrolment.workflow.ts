import type { EnrolmentActivities, EnrolmentProgress } from '@canbao/activities/batch/enrolment.activities';
import type { InsuranceActivities } from '@canbao/activities/insurance/insurance.activities';
import type { TaxActivities } from '@canbao/activities/tax/tax.activities';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ByPerson } from '../process/by-person.ts';
import type { ChildInput } from '../process/child-input.ts';
import { type CountyFollower, followCounty } from '../process/follow-county.ts';
import { nudge } from '../process/nudge.ts';
import { problemOf } from '../process/problem-of.ts';
import { refuse } from '../process/refuse.ts';
import type { Waiting } from '../process/waiting.ts';
import { workflowId } from '../process/workflow-id.ts';
import { screenStage } from '../screening/screening.workflow.ts';
import { townshipCampaignMessages } from '../township/township-campaign.messages.ts';
import { enrolmentMessages as messages } from './enrolment.messages.ts';

export type EnrolmentInput = ChildInput & { readonly township: string };

type Step = 'second-screening' | 'hand-over' | 'acceptance' | 'bureau' | 'certificates' | 'treasury' | 'leftovers';

/** Pages under way at once at the bureau and for certificates; treasury entries go one after the other. */
const LANES = 3;

/**
 * Enrolment and treasury entry of one township: second screening, hand-over, the bureau's
 * acceptance, its serial numbers page by page, certificates, exactly their money, and whoever is left behind named as a
 * leftover. Every step is keyed in the log and outside, so it may begin anew; forward only.
 */
export async function enrolmentWorkflow(input: EnrolmentInput): Promise<void> {
  const { campaign, region, township, settings } = input;
  const county = followCounty(input.news);
  const of = () => ({ campaign, region, township, planAt: county.time.now() });
  const batch = ask<EnrolmentActivities>('act-batch', settings);
  const bureau = ask<InsuranceActivities>('act-insurance', settings);
  const tax = ask<TaxActivities>('act-tax', settings);
  const s: Standing = {
    step: 'second-screening',
    since: county.time.now(),
    stuck: [],
    known: { pages: null, isAccepted: false, isFinished: false },
  };
  hearBureau(s, ({ actor }) => batch.acceptHandover({ ...of(), actor, commandId: wf.currentUpdateInfo()?.id ?? '' }));
  wf.setHandler(messages.view, () => waitingOf(input, s));
  const patiently = (what: string, act: () => Promise<unknown>) => untilDone(s, county, what, act);
  const begin = (step: Step): void => void Object.assign(s, { step, since: county.time.now() });
  const eachPage = (step: Step, lanes: number, act: (page: number) => Promise<unknown>): Promise<void> => {
    begin(step);
    return inLanes(s.known.pages ?? 0, lanes, (page) => patiently(`${step}/${page}`, () => act(page)));
  };

  s.known = await batch.loadEnrolment({ campaign, township });
  if (s.known.pages === null) {
    await patiently('second-screening', () =>
      screenStage({ campaign, region, township, round: 2, stage: 'tax', settings, county }),
    );
    begin('hand-over');
    await patiently('hand-over', async () => {
      s.known = await batch.sendHandover(of());
    });
  }
  if (!s.known.isFinished) {
    begin('acceptance');
    await wf.condition(() => s.known.isAccepted || s.known.pages === 0);
    await eachPage('bureau', LANES, (page) => bureau.pushPage({ ...of(), page }));
    await eachPage('certificates', LANES, (page) => tax.certifyPage({ ...of(), page }));
    await eachPage('treasury', 1, (page) => tax.enterPage({ ...of(), page }));
    begin('leftovers');
    let after: string | null = null;
    for (let page = 0, isEnd = false; !isEnd; page++) {
      await patiently(`leftovers/${page}`, async () => {
        ({ after, isEnd } = await batch.leavePage({ ...of(), page, after }));
      });
    }
    await patiently('finish', () => batch.finishEnrolment(of()));
  }
  await wf.condition(wf.allHandlersFinished);
  const id = wf.workflowInfo().workflowId;
  await nudge(workflowId.township(campaign, township), townshipCampaignMessages.batchDone, { workflowId: id });
}

type Standing = { step: Step; since: number; stuck: readonly string[]; known: EnrolmentProgress };

/** The bureau's clerk takes the hand-over, once it has been sent. */
function hearBureau(s: Standing, accept: (by: ByPerson) => Promise<{ readonly position: number }>): void {
  let position = 0;
  wf.setHandler(
    messages.acceptHandover,
    async (by: ByPerson) => {
      if (s.known.isAccepted) return { position };
      try {
        ({ position } = await accept(by));
      } catch (failure) {
        throw problemOf(failure) ?? failure;
      }
      s.known = { ...s.known, isAccepted: true };
      return { position };
    },
    {
      validator: (_by: ByPerson): void => {
        if (s.known.pages === null) throw refuse('NotWaiting', 'the hand-over has not been sent yet');
      },
    },
  );
}

/** Refused for good is a person's business: it is shown as stuck, and tried again whenever the county says something. */
async function untilDone(
  s: Standing,
  county: CountyFollower,
  what: string,
  act: () => Promise<unknown>,
): Promise<void> {
  for (;;) {
    await wf.condition(() => !county.news().isPaused);
    const seen = county.seen();
    try {
      await act();
      s.stuck = s.stuck.filter((one) => one !== what);
      return;
    } catch (failure) {
      if (wf.isCancellation(failure)) throw failure;
      s.stuck = [...s.stuck.filter((one) => one !== what), what];
      await county.until(null, seen);
    }
  }
}

/** Keeps some pages in flight until all have their answer. */
async function inLanes(pages: number, lanes: number, act: (page: number) => Promise<void>): Promise<void> {
  let page = 0;
  const lane = async (): Promise<void> => {
    while (page < pages) await act(page++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const steps: { readonly [step in Step]: { readonly waitsFor: string; readonly whom: string } } = {
  'second-screening': { waitsFor: '第二次比对人口库', whom: '人口库' },
  'hand-over': { waitsFor: '生成移交批次', whom: '本系统' },
  acceptance: { waitsFor: '医保局接收批次', whom: '医保局' },
  bureau: { waitsFor: '医保局登记，逐页进行', whom: '医保局' },
  certificates: { waitsFor: '开具完税证明', whom: '税务' },
  treasury: { waitsFor: '费款缴入国库', whom: '税务' },
  leftovers: { waitsFor: '登记遗留问题', whom: '本系统' },
};

function waitingOf({ region, township }: EnrolmentInput, { step, since, stuck }: Standing): Waiting {
  return {
    workflowId: wf.workflowInfo().workflowId,
    kind: '入库 enrolment',
    unit: `${region}/${township}`,
    group: stuck.length > 0 ? 'stuck' : step === 'acceptance' ? 'person' : 'outside',
    ...steps[step],
    ifNobodyActs: step === 'acceptance' ? '批次不导入，关口不开' : '自动继续，直到有答复',
    since,
    nextDueAt: null,
    nextTimerAt: null,
    stuck,
  };
}
