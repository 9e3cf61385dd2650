import type { EventLog } from '@canbao/event-log/open-event-log';
import { readPage } from '@canbao/event-log/read-page';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Reader } from './reader.ts';

/** The moment of a position: that of the last event before it; the campaign's opening before any. */
export async function momentAt(
  log: EventLog,
  { code, state }: CurrentCampaign,
  position: number,
): Promise<Reader['moment']> {
  if (position === 0) return { position, recordedAt: null, planAt: state.openedAt };
  const { events } = await readPage(log, { campaign: code, next: position - 1 }, 1);
  const last = events[0];
  if (last === undefined) throw new Error(`no event before position ${position}`);
  return { position, recordedAt: new Date(last.recordedAt).toISOString(), planAt: last.occurredAt };
}
