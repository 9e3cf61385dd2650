import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type UnidentifiedLine = {
  readonly account: string;
  readonly serial: string;
  readonly place: number;
  readonly amountFen: number;
  readonly slipCode: string | null;
  readonly why: string;
  readonly bookedAt: number;
};

/** Credits that no bag explains, oldest first. */
const unidentified = (handle: ReadingHandle): Promise<readonly UnidentifiedLine[]> =>
  read(
    handle,
    sql<UnidentifiedLine>`
      select account, serial, place, amount_fen as "amountFen", slip_code as "slipCode", unidentified_why as why,
        ${epochMs('booked_at')} as "bookedAt"
      from ${tableIn(handle, 'bank-line')}
      where campaign = ${handle.campaign} and unidentified_why is not null and matched_code is null
      order by recorded_position`,
  );

/** Place of the last line of an account that was recorded; 0 = none. Places go on over statements. */
async function lastPlace(handle: ReadingHandle, account: string): Promise<number> {
  const { place } = await readOne(
    handle,
    sql<{ place: number }>`
      select coalesce(max(place), 0)::int as place from ${tableIn(handle, 'bank-line')}
      where campaign = ${handle.campaign} and account = ${account}`,
  );
  return place;
}

export const bankLineQuery = { unidentified, lastPlace };
