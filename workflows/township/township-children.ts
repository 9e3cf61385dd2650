import type { LedgerActivities } from '@canbao/activities/ledger/ledger.activities';
import { deadlineKey } from '@canbao/domain/campaign/deadline-key';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { type CountyNews, countyMoved } from '../process/county-moved.ts';
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
  const child = (): ChildInput => ({ campaign, region, news: news(), settings });

  async function start(type: string, id: string, more: object, ofUnit = unit): Promise<void> {
    await startOnce(type, id, ofUnit, { ...child(), ...more });
    s.running = [...s.running.filter((one) => one !== id), id];
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

    checkAgain: (round: 1 | 2): Promise<void> =>
      nudge(workflowId.screening(campaign, township, round), screeningMessages.checkAgain),

    /** Nobody is told twice about the same news. */
    async handDown(): Promise<void> {
      if (s.told === news().version) return;
      s.told = news().version;
      await Promise.all(s.running.map((id) => nudge(id, countyMoved, news())));
    },
  };
}
