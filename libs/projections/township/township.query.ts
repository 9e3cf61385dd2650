import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type UnitName = { readonly unit: string; readonly name: string };
export type Township = { readonly code: string; readonly unit: string; readonly name: string };

/** In the scheme's order. */
const townships = (handle: ReadingHandle): Promise<readonly Township[]> =>
  read(
    handle,
    sql<Township>`
      select code, unit, name from ${tableIn(handle, 'township')} where campaign = ${handle.campaign} order by place`,
  );

/** Names of townships and villages by path; of villages once the township's task is split. Not the county's. */
async function names(handle: ReadingHandle): Promise<ReadonlyMap<string, string>> {
  const rows = await read(
    handle,
    sql<UnitName>`
      select unit, name from ${tableIn(handle, 'township')} where campaign = ${handle.campaign}
      union all
      select t.unit || '/' || (village ->> 'code'), village ->> 'name'
      from ${tableIn(handle, 'township-task')} t, jsonb_array_elements(t.villages) village
      where t.campaign = ${handle.campaign}`,
  );
  return new Map(rows.map(({ unit, name }) => [unit, name]));
}

export const townshipQuery = { townships, names };
