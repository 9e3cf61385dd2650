import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** One person registered twice in the county. The later receipt is the duplicate; the earlier one counts. */
export type Duplicate = {
  readonly registration: string;
  readonly earlier: string;
  readonly earlierUnit: string;
  readonly earlierReceipt: string;
};

/** Of these registrations, those whose person has an earlier registration anywhere in the county. */
const among = (handle: ReadingHandle, registrations: readonly string[]): Promise<readonly Duplicate[]> =>
  read(
    handle,
    sql<Duplicate>`
      select r.registration, e.registration as earlier, e.unit as "earlierUnit", e.receipt as "earlierReceipt"
      from ${tableIn(handle, 'registration')} r
      cross join lateral (
        select e.registration, e.unit, e.receipt from ${tableIn(handle, 'registration')} e
        where e.campaign = r.campaign and e.person = r.person and e.registered_position < r.registered_position
        order by e.registered_position limit 1
      ) e
      where r.campaign = ${handle.campaign} and r.registration = any(${registrations}::uuid[])
      order by r.registration`,
  );

export const duplicateQuery = { among };
