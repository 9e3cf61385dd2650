import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type TreasuryPage = {
  readonly page: string;
  readonly township: string;
  readonly people: number;
  readonly fen: number;
  readonly listSha256: string;
  readonly orderedAt: number;
  readonly state: 'ordered' | 'entered';
  readonly reference: string | null;
};

/** Of a township, in the order of the orders. */
const ofTownship = (handle: ReadingHandle, township: string): Promise<readonly TreasuryPage[]> =>
  read(
    handle,
    sql<TreasuryPage>`
      select page, township, people, fen, list_sha256 as "listSha256", ${epochMs('ordered_at')} as "orderedAt",
        case when entered_at is null then 'ordered' else 'entered' end as state, reference
      from ${tableIn(handle, 'treasury-page')}
      where campaign = ${handle.campaign} and township = ${township} and ordered_at is not null
      order by ordered_position`,
  );

/** Whether money of anybody was ordered into the treasury: from then on no phase is reopened. */
const isAnyOrdered = async (handle: ReadingHandle): Promise<boolean> => {
  const row = await readOne(
    handle,
    sql<{ isOrdered: boolean }>`
      select exists (
        select from ${tableIn(handle, 'treasury-page')} where campaign = ${handle.campaign} and ordered_at is not null
      ) as "isOrdered"`,
  );
  return row.isOrdered;
};

export const treasuryPageQuery = { ofTownship, isAnyOrdered };
