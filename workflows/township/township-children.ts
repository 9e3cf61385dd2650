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
import { screeningMessages } from '../screening/screening.messages.ts';
import type { TownshipCampaignInput, TownshipCarry } from './township-campaign.workflow.ts';

const rounds = [1, 2] as const;

/** The batches of one township: started when their time has come, told what the county says while they run. */
export function townshipChildren(input: TownshipCampaignInput, s: TownshipCarry, news: () => CountyNews) {
  const { campaign, region, township, settings } = input;
  const unit = `${region}/${township}`;
  const ledger = ask<LedgerActivities>('act-ledger', settings);
  const changeOf = changesFrom();
  const child = (): ChildInput => ({ campaign, region, news: news(), settings });

  async function start(type: string, id: string, more: object, ofUnit = unit): Promise<void> {
    await startOnce(type, id, ofUnit, { ...child(), ...more });
    s.running = [...s.running.filter((one) => one !== id), id];
  }
  async function tell(id: string, change: CountyChange): Promise<void> {
    if (!(await nudge(id, countyMoved, change))) s.running = s.running.filter((one) => one !== id);
  }
  async function startPublicity(): Promise<void> {
    const { villages } = await ledger.villagesOf({ campaign, township });
    await Promise.all(
      villages.map((village) =>
        start(
          'villagePublicityWorkflow',
          workflowId.publicity(campaign, township, village),
          { township, village },
          `${unit}/${village}`,
        ),
      ),
    );
    for (const village of villages) {
      // Until somebody puts it up, a posting waits for no instant.
      s.asleep = { ...s.asleep, [workflowId.publicity(campaign, township, village)]: { until: null, isArmed: false } };
    }
  }

  return {
    async startDue(): Promise<void> {
      const { firstCheck, handedOver, registerCheck, isEnrolmentStarted, isSettlementStarted, open } = s.process;
      const hasAccount = news().deadlines.some(({ key }) => key === deadlineKey.lock);
      await doOnce(s, 'lock', hasAccount, () =>
        start('bankLockWorkflow', workflowId.lock(campaign, township), { account: township }),
      );
      for (const round of rounds) {
        const id = workflowId.screening(campaign, township, round);
        await doOnce(s, `screening-${round}`, firstCheck >= round, () =>
          start('screeningWorkflow', id, { township, round }),
        );
        await doOnce(s, `handed-over-${round}`, handedOver >= round, () => nudge(id, screeningMessages.handedOver));
        await doOnce(s, `register-${round}`, registerCheck >= round, () =>
          nudge(id, screeningMessages.startRegisterCheck),
        );
      }
      await doOnce(s, 'enrolment', isEnrolmentStarted, () =>
        start('enrolmentWorkflow', workflowId.enrolment(campaign, township), { township }),
      );
      await doOnce(s, 'settlement', isSettlementStarted, () =>
        start('settlementWorkflow', workflowId.settlement(campaign, township), { township }),
      );
      await doOnce(s, 'publicity', open.includes('publicize'), startPublicity);
    },

    checkAgain: (round: 1 | 2): Promise<boolean> =>
      nudge(workflowId.screening(campaign, township, round), screeningMessages.checkAgain),

    /** Nobody is told twice about the same news, and a sleeper only of what can wake it. */
    async handDown(): Promise<void> {
      const now = news();
      const isNew = s.told !== now.version;
      const isForAll = isNew && (now.isOver || now.isPaused !== s.toldPaused);
      const sleepers = s.running.filter((id) => {
        const sleeper = s.asleep[id];
        if (sleeper === undefined) return false;
        return isForAll || (isNew && sleeper.isArmed) || (!sleeper.isArmed && isReached(sleeper.until, now));
      });
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

const isReached = (until: number | null, { clock }: CountyNews): boolean =>
  until !== null && realInstant(clock, until) !== null;
