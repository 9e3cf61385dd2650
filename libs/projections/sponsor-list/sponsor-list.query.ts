import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type SponsorList = {
  readonly department: string;
  readonly version: number;
  readonly people: number;
  readonly receivedAt: number;
};

/** The latest list of every department that has sent one. */
const latest = (handle: ReadingHandle): Promise<readonly SponsorList[]> =>
  read(
    handle,
    sql<SponsorList>`
      select distinct on (department) department, list_version as version, people, ${epochMs('received_at')} as "receivedAt"
      from ${tableIn(handle, 'sponsor-list')} where campaign = ${handle.campaign}
      order by department, list_version desc`,
  );

export const sponsorListQuery = { latest };
