import { commandKey } from './command-key.ts';
import type { EventLog } from './open-event-log.ts';

export type RecordedCommand = {
  readonly digest: Uint8Array;
  readonly firstPosition: number;
  readonly events: number;
};

/**
 * What a command id has done, or undefined: nothing yet. Ask before `decide`, or a retry is told "already closed" by
 * its own success; compare the digest, for the id may belong to another request.
 */
export async function findCommand(
  log: EventLog,
  campaign: string,
  commandId: string,
): Promise<RecordedCommand | undefined> {
  const number = await log.campaignNumber(campaign);
  if (number === undefined) return undefined;
  const { rows } = await log.pool.query<RecordedCommand>({
    name: 'canbao find_command',
    text: `select digest, first_position as "firstPosition", events from command where campaign = $1 and id = $2`,
    values: [number, commandKey(commandId)],
  });
  return rows[0];
}
