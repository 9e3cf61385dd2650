import type { EventLog } from '@canbao/event-log/open-event-log';
import { ApplicationFailure } from '@temporalio/common';

/** One person of a page that goes outside. Fen = what was paid and matched. */
export type FrozenRow = {
  readonly registration: string;
  readonly unit: string;
  readonly person: string;
  readonly amountFen: number;
};

/** Freezes a page; one that is frozen already stays as it is. */
export async function freezePage(
  log: EventLog,
  campaign: string,
  key: string,
  rows: readonly FrozenRow[],
): Promise<void> {
  await log.pool.query(`insert into frozen_page (campaign, key, rows) values ($1, $2, $3) on conflict do nothing`, [
    campaign,
    key,
    JSON.stringify(rows),
  ]);
}

/** Throws when the page was never frozen: then nobody has said whom it is about. */
export async function frozenPage(log: EventLog, campaign: string, key: string): Promise<readonly FrozenRow[]> {
  const { rows } = await log.pool.query<{ rows: readonly FrozenRow[] }>(
    `select rows from frozen_page where campaign = $1 and key = $2`,
    [campaign, key],
  );
  const page = rows[0];
  if (page === undefined) throw ApplicationFailure.nonRetryable(key, 'PageNotFrozen');
  return page.rows;
}
