import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { dateOf } from '@canbao/domain/shanghai-date';

import type { ChildInput } from '../process/child-input.ts';
import { changesFrom, type CountyNews, countyMoved } from '../process/county-moved.ts';
import { doOnce } from '../process/do-once.ts';
import { nudge } from '../process/nudge.ts';
import { startOnce } from '../process/start-once.ts';
import { workflowId } from '../process/workflow-id.ts';
import type { CountyCampaignInput, CountyCarry } from './county-campaign.workflow.ts';

/** Everybody who is started by the county, and who has to hear when it changes. */
export function countyChildren({ campaign, region, settings }: CountyCampaignInput, s: CountyCarry) {
  const news = (): CountyNews => {
    const { version, clock, isPaused, phases, deadlines, reminders, open, closed, status } = s.process;
    return { version, clock, isPaused, phases, deadlines, reminders, open, closed, isOver: status === 'closed' };
  };
  const changeOf = changesFrom();
  const child = (): ChildInput => ({ campaign, region, news: news(), settings });

  const hasPendingAccounts = (): boolean => s.process.deadlines.some(({ key }) => key === deadlineKey.subsidyLock);
  const hasCollectBegun = (): boolean => [...s.process.open, ...s.process.closed].includes('collect');

  return {
    async startDue(): Promise<void> {
      await doOnce(s, 'townships', true, () => {
        s.told = s.process.version; // they begin with today's news
        return Promise.all(
          s.process.townships.map((township) =>
            startOnce('townshipCampaignWorkflow', workflowId.township(campaign, township), `${region}/${township}`, {
              ...child(),
              township,
            }),
          ),
        );
      });
      await doOnce(s, 'lock-subsidy', hasPendingAccounts(), () =>
        startOnce('bankLockWorkflow', workflowId.lock(campaign, 'subsidy'), region, { ...child(), account: 'subsidy' }),
      );
      await doOnce(s, 'watch-holdings', hasCollectBegun(), () =>
        startOnce('dueWatchWorkflow', workflowId.watchHoldings(campaign), region, child()),
      );
    },

    startReport(at: number): Promise<boolean> {
      const onDate = dateOf(at);
      return startOnce('reportWorkflow', workflowId.report(campaign, onDate), region, { ...child(), at, onDate });
    },

    /** After every change; nobody is told twice about the same version. */
    async handDown(): Promise<void> {
      if (s.told === s.process.version) return;
      s.told = s.process.version;
      const change = changeOf(news());
      const townships = s.process.townships.map((township) => workflowId.township(campaign, township));
      const others = [
        workflowId.lock(campaign, 'subsidy'),
        ...(s.started.includes('watch-holdings') ? [workflowId.watchHoldings(campaign)] : []),
      ].filter((id) => !s.gone.includes(id));
      await Promise.all([
        ...townships.map((id) => nudge(id, countyMoved, change)),
        ...others.map(async (id) => {
          if (!(await nudge(id, countyMoved, change))) s.gone = [...s.gone, id];
        }),
      ]);
    },
  };
}
