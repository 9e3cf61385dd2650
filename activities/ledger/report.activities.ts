import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { evolveCampaign, unopenedCampaign } from '@canbao/domain/campaign/campaign-process';
import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { behindSchedule } from '@canbao/domain/report/behind-schedule';
import type { ReportEvent } from '@canbao/domain/report/report.events';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import type { Reading } from '@canbao/projections/open-reading';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';
import { ApplicationFailure } from '@temporalio/common';

import { knownPack } from '../known-pack.ts';
import { readingOf } from '../reading-of.ts';
import { type Ledger, pastOf } from './record-on-stream.ts';

export type IssueReport = {
  readonly campaign: string;
  readonly region: string;
  readonly onDate: string;
  readonly planAt: number;
  readonly balances: ReportEvent['data']['balances'];
};

export type ReportActivities = ReturnType<typeof reportActivities>;

/** The Monday report: three figures at one position, the bank's balances beside them. Queue `act-ledger`. */
export const reportActivities = (parts: Ledger & { readonly reading: Reading }) => ({
  /** Issued once: its stream has no place for a second one. */
  async issueReport({ campaign, region, onDate, planAt, balances }: IssueReport): Promise<void> {
    const plan = (await pastOf<CampaignEvent>(parts.log, campaign, `campaign-${campaign}`)).reduce(
      evolveCampaign,
      unopenedCampaign,
    );
    if (plan.status === 'unopened') throw ApplicationFailure.nonRetryable(campaign, 'NotOpened');
    const figures = await readingOf(parts.reading, campaign, async (handle) => ({
      packId: (await campaignStateQuery.state(handle))?.pack.id ?? '',
      position: await momentQuery.position(handle),
      county: await villageProgressQuery.county(handle),
      townships: await villageProgressQuery.townships(handle),
    }));
    const schedule = {
      from: plan.phases.find(({ phase }) => phase === 'collect')?.opensAt ?? 0,
      to: plan.deadlines.find(({ key }) => key === deadlineKey.lastDeposit)?.dueAt ?? 0,
      // a scheme without a figure is measured by its whole task.
      ratePercent: knownPack(figures.packId).assessment.target.percent ?? 100,
    };
    const units = figures.townships.map(({ name, task, measures }) => ({
      name,
      task,
      people: measures.deposited.people,
    }));
    const data: ReportEvent['data'] = {
      kind: 'monday',
      onDate,
      position: figures.position,
      ...figures.county.measures,
      balances,
      behind: behindSchedule(units, schedule, planAt),
    };
    const outcome = await appendEvents(await parts.lanes.of(campaign), {
      commandId: `auto/report-monday-${onDate}`,
      digest: digestOf(onDate),
      streams: [
        {
          stream: `report-monday-${onDate.replaceAll('-', '')}`,
          expectedVersion: 0,
          events: [{ type: 'ReportIssued', data, unit: region, actor: 'system', occurredAt: planAt }],
        },
      ],
    });
    if (outcome.kind !== 'appended' && outcome.kind !== 'repeated' && outcome.kind !== 'stale')
      throw ApplicationFailure.nonRetryable(onDate, 'ReportRefused');
  },
});
