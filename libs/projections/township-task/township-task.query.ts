import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type TownshipTask = {
  readonly township: string;
  readonly unit: string;
  readonly name: string;
  readonly people: number;
  readonly villages: readonly { readonly code: string; readonly name: string; readonly people: number }[];
};

/** By township code; only townships whose task was set. */
const all = (handle: ReadingHandle): Promise<readonly TownshipTask[]> =>
  read(
    handle,
    sql<TownshipTask>`
      select township, unit, name, people, villages
      from ${tableIn(handle, 'township-task')} where campaign = ${handle.campaign}
      order by township`,
  );

export const townshipTaskQuery = { all };
