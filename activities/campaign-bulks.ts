import { type Bulk, openBulk } from '@canbao/event-log/open-bulk';
import type { EventLog } from '@canbao/event-log/open-event-log';

/** The bulk runs of this process, one per campaign, opened when first asked for. */
export type CampaignBulks = {
  of(campaign: string): Promise<Bulk>;
  close(): Promise<void>;
};

/** Pages here are of some hundred rows, encoded on this thread; clerks append to the same log, so each page rests a little. */
export function campaignBulks(log: EventLog): CampaignBulks {
  const bulks = new Map<string, Promise<Bulk>>();
  return {
    of(campaign) {
      const known = bulks.get(campaign);
      if (known !== undefined) return known;
      const opened = openBulk(log, campaign, { hasThread: false, pauseMs: 2 });
      bulks.set(campaign, opened);
      // A run that could not be opened is tried again by the next who asks.
      opened.catch(() => bulks.delete(campaign));
      return opened;
    },
    async close() {
      const opened = await Promise.allSettled(bulks.values());
      for (const bulk of opened) if (bulk.status === 'fulfilled') await bulk.value.close();
    },
  };
}
