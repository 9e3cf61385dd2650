import type { EventLog } from '@canbao/event-log/open-event-log';

/** The number by which `sealed_row` knows a campaign. */
export type LogNumber = (campaign: string) => Promise<number>;

/** Throws for a campaign that has no log. */
export function logNumber(log: EventLog): LogNumber {
  return async (campaign) => {
    const number = await log.campaignNumber(campaign);
    if (number === undefined) throw new Error(`there is no log of a campaign ${campaign}`);
    return number;
  };
}
