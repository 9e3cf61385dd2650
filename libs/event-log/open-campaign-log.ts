import type { EventLog } from './open-event-log.ts';

/**
 * Makes the log of a campaign with its partitions, or finds it: repeating it changes nothing. Answers its number,
 * which `event.campaign` holds. The code (`411722-2020`) has letters, digits and hyphens, 40 at most; others throw.
 */
export async function openCampaignLog(log: EventLog, campaign: string): Promise<number> {
  const { rows } = await log.pool.query<{ campaign: number }>('select open_log($1) as campaign', [campaign]);
  return rows[0]!.campaign;
}
