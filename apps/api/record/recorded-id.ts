import type { EventLog } from '@canbao/event-log/open-event-log';
import { readPage } from '@canbao/event-log/read-page';

import type { Recorded } from './record-command.ts';

/**
 * The id of what a command made: the one just given to it or, when an earlier call made it, the one in the log, which
 * is right also if the table of first answers was lost meanwhile. Streams are named `<word>-<id>`.
 */
export async function recordedId(
  log: EventLog,
  campaign: string,
  { firstPosition, isRepeated }: Recorded,
  given: string,
): Promise<string> {
  if (!isRepeated || firstPosition === null) return given;
  const { events } = await readPage(log, { campaign, next: firstPosition }, 1);
  const stream = events[0]?.stream ?? '';
  return stream.slice(stream.indexOf('-') + 1);
}
