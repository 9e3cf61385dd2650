import type { EventLog } from './open-event-log.ts';

/** The next position of a campaign's log = the number of its events. Throws when the campaign has no log. */
export async function headOf(log: EventLog, campaign: string): Promise<number> {
  const { rows } = await log.pool.query<{ head: number }>({
    name: 'canbao head_of',
    text: 'select head from log where code = $1',
    values: [campaign],
  });
  const head = rows[0]?.head;
  if (head === undefined) throw new Error(`no log of campaign ${campaign}`);
  return head;
}
