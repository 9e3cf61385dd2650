import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Whether the person stands on a sponsor department's list; never whose, for that tells the category (R-503a). */
async function isListed(handle: ReadingHandle, person: string): Promise<boolean> {
  const rows = await read(
    handle,
    sql<{ one: number }>`
      select 1 as one from ${tableIn(handle, 'sponsored-person')}
      where campaign = ${handle.campaign} and person = ${person} limit 1`,
  );
  return rows.length > 0;
}

export const sponsoredPersonQuery = { isListed };
