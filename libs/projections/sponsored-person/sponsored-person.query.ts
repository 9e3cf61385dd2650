import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Of these person keys, those on a sponsor's list, with the department that came first (R-503a). */
async function among(handle: ReadingHandle, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await read(
    handle,
    sql<{ person: string; department: string }>`
      select distinct on (person) person, department from ${tableIn(handle, 'sponsored-person')}
      where campaign = ${handle.campaign} and person = any(${people}::uuid[])
      order by person, listed_position`,
  );
  return new Map(rows.map(({ person, department }) => [person, department]));
}

export const sponsoredPersonQuery = { among };
