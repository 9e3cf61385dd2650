import type { EventLog } from './open-event-log.ts';

/** Who holds a claim: the person in the envelope of the event that took it; null when it names nobody. */
export type ClaimHolder = { readonly key: string; readonly person: string | null };

/** The holders of these claims, in no order; a claim that nobody holds is missing. */
export async function claimHolders(
  log: EventLog,
  campaign: string,
  kind: string,
  keys: readonly string[],
): Promise<readonly ClaimHolder[]> {
  const number = await log.campaignNumber(campaign);
  if (number === undefined || keys.length === 0) return [];
  const { rows } = await log.pool.query<ClaimHolder>({
    name: 'canbao claim_holders',
    text: `select c.key, e.person from claim_kind k
      join claim c on c.campaign = $1 and c.kind = k.code and c.key = any($3)
      join event e on e.campaign = c.campaign and e.position = c.position
      where k.name = $2`,
    values: [number, kind, keys],
  });
  return rows;
}
