import type { EventLog } from '@canbao/event-log/open-event-log';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { type Lane, openLane } from '@canbao/event-log/open-lane';

/** The lanes of this process, one per campaign, opened when first asked for. */
export type CampaignLanes = {
  /** Makes the campaign's log first, where there is none yet. */
  of(campaign: string): Promise<Lane>;
  close(): Promise<void>;
};

export function campaignLanes(log: EventLog): CampaignLanes {
  const lanes = new Map<string, Promise<Lane>>();
  return {
    of(campaign) {
      const known = lanes.get(campaign);
      if (known !== undefined) return known;
      const opened = openCampaignLog(log, campaign).then(() => openLane(log, campaign));
      lanes.set(campaign, opened);
      // A lane that could not be opened is tried again by the next who asks.
      opened.catch(() => lanes.delete(campaign));
      return opened;
    },
    async close() {
      const opened = await Promise.allSettled(lanes.values());
      for (const lane of opened) if (lane.status === 'fulfilled') await lane.value.close();
    },
  };
}
