import { planInstant } from '@canbao/domain/campaign/campaign-clock';
import { evolveCampaign, unopenedCampaign } from '@canbao/domain/campaign/campaign-process';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { ApplicationFailure } from '@temporalio/common';

import { pastOf } from './ledger/record-on-stream.ts';

/** Where the plan's clock stands now, by the campaign's own facts; epoch ms. For work that no workflow's clock follows. */
export async function planNow(log: EventLog, campaign: string): Promise<number> {
  const events = await pastOf<CampaignEvent>(log, campaign, `campaign-${campaign}`);
  const process = events.reduce(evolveCampaign, unopenedCampaign);
  if (process.status === 'unopened') throw ApplicationFailure.nonRetryable(campaign, 'NotOpened');
  return planInstant(process.clock, Date.now());
}
