import type { LedgerActivities } from '@canbao/activities/ledger/ledger.activities';
import { realInstant } from '@canbao/domain/campaign/campaign-clock';
import { deadlineKey } from '@canbao/domain/campaign/deadline-key';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { changesFrom, type CountyChange, type CountyNews, countyMoved } from '../process/county-moved.ts';
import { doOnce } from '../process/do-once.ts';
import { nudge } from '../process/nudge.ts';
import { startOnce } from '../process/start-once.ts';
import { workflowId } from '../process/workflow-id.ts';
import { villagePublicityMessages } from '../publicity/village-publicity.messages.ts';
import { screeningMessages } from '../screening/screening.messages.ts';
import type { TownshipCampaignInput, TownshipCarry } from './township-campaign.workflow.ts';

const rounds = [1, 2] as const;

type Start = (type: string, id: string, more: object, village?: string) => Promise<boolean>;

/** The batches of one township: started when their time has come, told what the county says while they run. */
export function townshipChildren(input: TownshipCampaignInput, s: TownshipCarry, news: () => CountyNews) {
  const { campaign, region, township, settings } = input;
  const changeOf = changesFrom();
  const start: Start = async (type, id, more, village) => {
    const unit = `${region}/${township}${village === undefined ? '' : `/${village}`}`;
    const child: ChildInput = { campaign, region, news: news(), settings };
    const isNew = await startOnce(type, id, unit, { ...child, ...more });
    s.running = [...s.running.filter((one) => one !== id), id];
    return isNew;
  };
  async function tell(id: string, change: CountyChange): Promise<void> {
    if (!(await nudge(id, countyMoved, change))) s.running = s.running.filter((one) => one !== id);
  }

  return {
    startDue: () =>
      startDue(
        input,
        s,
        start,
        news().deadlines.some(({ key }) => key === deadlineKey.lock),
      ),

    checkAgain: (round: 1 | 2): Promise<boolean> =>
      nudge(workflowId.screening(campaign, township, round), screeningMessages.checkAgain),

    /** Nobody is told twice about the same news, and a sleeper only of what can wake it. */
    async handDown(): Promise<void> {
      const now = news();
      const isNew = s.told !== now.version;
      const sleepers = s.running.filter((id) => mustWake(s, id, now, isNew));
      const others = isNew ? s.running.filter((id) => s.asleep[id] === undefined) : [];
      s.told = now.version;
      s.toldPaused = now.isPaused;
      for (const id of sleepers) {
        const { until } = s.asleep[id] ?? { until: null };
        s.asleep = { ...s.asleep, [id]: { until, isArmed: isReached(until, now) } };
      }
      const { phases, deadlines, reminders, ...state } = now;
      const change = others.length > 0 ? changeOf(now) : state;
      await Promise.all([
        ...others.map((id) => tell(id, change)),
        // Whoever sleeps has missed changes: the plan comes along.
        ...sleepers.map((id) => tell(id, { ...state, plan: { phases, deadlines, reminders } })),
      ]);
    },
  };
}

async function startDue(
  input: TownshipCampaignInput,
  s: TownshipCarry,
  start: Start,
  hasAccount: boolean,
): Promise<void> {
  const { campaign, township } = input;
  const { firstCheck, handedOver, registerCheck, isEnrolmentStarted, isSettlementStarted, open } = s.process;
  await doOnce(s, 'lock', hasAccount, () =>
    start('bankLockWorkflow', workflowId.lock(campaign, township), { account: township }),
  );
  for (const round of rounds) {
    const id = workflowId.screening(campaign, township, round);
    await doOnce(s, `screening-${round}`, firstCheck >= round, () =>
      start('screeningWorkflow', id, { township, round }),
    );
    await doOnce(s, `handed-over-${round}`, handedOver >= round, () => nudge(id, screeningMessages.handedOver));
    await doOnce(s, `register-${round}`, registerCheck >= round, () => nudge(id, screeningMessages.startRegisterCheck));
  }
  await doOnce(s, 'enrolment', isEnrolmentStarted, () =>
    start('enrolmentWorkflow', workflowId.enrolment(campaign, township), { township }),
  );
  await doOnce(s, 'settlement', isSettlementStarted, () =>
    start('settlementWorkflow', workflowId.settlement(campaign, township), { township }),
  );
  await doOnce(s, 'publicity', open.includes('publicize'), () => startPublicity(input, s, start));
}

/** A workflow for the posting of each village; until somebody puts it up, it waits for no instant. */
async function startPublicity(
  { campaign, township, settings }: TownshipCampaignInput,
  s: TownshipCarry,
  start: Start,
): Promise<void> {
  const { villages } = await ask<LedgerActivities>('act-ledger', settings).villagesOf({ campaign, township });
  await Promise.all(
    villages.map(async (village) => {
      const id = workflowId.publicity(campaign, township, village);
      const isNew = await start('villagePublicityWorkflow', id, { township, village }, village);
      // One that runs already, after a recovery, may have said until when it sleeps, also before we could hear it.
      s.asleep = { [id]: { until: null, isArmed: false }, ...s.asleep };
      if (!isNew) await nudge(id, villagePublicityMessages.sayAgain);
    }),
  );
}

/** Pause and end are for everybody; the clock only for those whom it brings to their instant, or did until now. */
function mustWake(s: TownshipCarry, id: string, news: CountyNews, isNew: boolean): boolean {
  const sleeper = s.asleep[id];
  if (sleeper === undefined) return false;
  if (isNew && (sleeper.isArmed || news.isOver || news.isPaused !== s.toldPaused)) return true;
  return !sleeper.isArmed && isReached(sleeper.until, news);
}

const isReached = (until: number | null, { clock }: CountyNews): boolean =>
  until !== null && realInstant(clock, until) !== null;
