import { sql } from 'kysely';

import { type InsidePlace, insidePlaces, type OutsidePlace, outsidePlaces } from '../money-move/money-legs.ts';
import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `holders`: how many villages, accounts or townships hold some of it. */
export type MoneyPlace<Place extends string = InsidePlace> = {
  readonly place: Place;
  readonly fen: number;
  readonly people: number;
  readonly holders: number;
};

export type MoneyHolder = { readonly holder: string; readonly fen: number; readonly people: number };

const balances = <Place extends string>(
  handle: ReadingHandle,
  places: readonly Place[],
  township: string | undefined,
): Promise<readonly MoneyPlace<Place>[]> =>
  read(
    handle,
    sql<MoneyPlace<Place>>`
      select p.place, coalesce(sum(b.fen), 0)::bigint as fen, coalesce(sum(b.people), 0)::int as people,
        count(*) filter (where b.fen <> 0)::int as holders
      from unnest(${places}::text[]) with ordinality p (place, n)
      left join ${tableIn(handle, 'money-place')} b on b.campaign = ${handle.campaign} and b.place = p.place
        and (${township ?? null}::text is null or ${township ?? null} in (b.holder, split_part(b.holder, '/', 2)))
      group by p.place, p.n order by p.n`,
  );

/** Every inside place, in the order money takes, also the empty ones; of one township if asked. */
const inside = (handle: ReadingHandle, township?: string): Promise<readonly MoneyPlace[]> =>
  balances(handle, insidePlaces, township);

/** Payers, bank, unknown depositors: negative is what they have given. Inside and outside sum to zero (I2). */
const outside = (handle: ReadingHandle): Promise<readonly MoneyPlace<OutsidePlace>[]> =>
  balances(handle, outsidePlaces, undefined);

/** Who holds it; an empty holder is left out. */
const holders = (handle: ReadingHandle, place: InsidePlace): Promise<readonly MoneyHolder[]> =>
  read(
    handle,
    sql<MoneyHolder>`
      select holder, fen, people::int as people from ${tableIn(handle, 'money-place')}
      where campaign = ${handle.campaign} and place = ${place} and fen <> 0
      order by fen desc, holder`,
  );

/** Collected = what payers have given, in fen. */
async function collectedFen(handle: ReadingHandle): Promise<number> {
  const { fen } = await readOne(
    handle,
    sql<{ fen: number }>`
      select coalesce(-sum(fen), 0)::bigint as fen from ${tableIn(handle, 'money-place')}
      where campaign = ${handle.campaign} and place = 'payers'`,
  );
  return fen;
}

export const moneyPlaceQuery = { inside, outside, holders, collectedFen };
