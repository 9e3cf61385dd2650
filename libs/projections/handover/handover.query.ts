import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `enrolled` and `refused` count the bureau's answers, so they move while the hand-over is worked on. */
export type Handover = {
  readonly handover: string;
  readonly township: string;
  readonly people: number;
  readonly pages: number;
  readonly sentAt: number;
  readonly acceptedAt: number | null;
  readonly finishedAt: number | null;
  readonly state: 'sent' | 'accepted' | 'finished';
  readonly enrolled: number;
  readonly refused: number;
};

/** In the order of sending. */
const all = (handle: ReadingHandle): Promise<readonly Handover[]> =>
  read(
    handle,
    sql<Handover>`
      select h.handover, h.township, h.people, h.pages, ${epochMs('h.sent_at')} as "sentAt",
        ${epochMs('h.accepted_at')} as "acceptedAt", ${epochMs('h.finished_at')} as "finishedAt",
        case when h.finished_at is not null then 'finished' when h.accepted_at is not null then 'accepted' else 'sent' end as state,
        h.enrolled, h.refused
      from ${tableIn(handle, 'handover')} h
      where h.campaign = ${handle.campaign} and h.sent_at is not null
      order by h.sent_position`,
  );

export const handoverQuery = { all };
