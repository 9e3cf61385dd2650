import { readPage } from '@canbao/event-log/read-page';

import type { Opened } from '../open-installation.ts';
import { print } from '../print.ts';

export type EventFilter = {
  readonly from: number;
  readonly limit: number;
  readonly type?: string | undefined;
  readonly unit?: string | undefined;
};

/** `events`: the log itself from a position on, by type and unit; never personal data, for the log holds none. */
export async function listEvents(
  { log, campaign }: Opened,
  { from, limit, type, unit }: EventFilter,
  isJson: boolean,
): Promise<void> {
  const found = [];
  for (let next = from; found.length < limit;) {
    const page = await readPage(log, { campaign, next }, 5_000);
    if (page.events.length === 0) break;
    for (const event of page.events)
      if (
        (type === undefined || event.type === type) &&
        (unit === undefined || event.unit === unit || event.unit.startsWith(`${unit}/`))
      )
        found.push(event);
    next = page.end;
  }
  const shown = found.slice(0, limit);
  print(
    shown,
    shown.map(({ position, occurredAt, type: name, unit: where, actor, stream, amountFen }) => ({
      position,
      occurred: new Date(occurredAt).toISOString(),
      type: name,
      unit: where,
      actor,
      stream,
      fen: amountFen ?? '',
    })),
    isJson,
  );
}
