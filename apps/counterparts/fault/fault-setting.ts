import type { Pool } from 'pg';

export const faultRates = { none: 0, usual: 0.02, storm: 0.2 } as const;
export type FaultLevel = keyof typeof faultRates;

/** How much goes wrong: a level, the seed of its schedule, and the share of calls that go wrong (0 to 1). */
export type FaultSetting = { readonly level: FaultLevel; readonly seed: number; readonly rate: number };

export const isFaultLevel = (text: string): text is FaultLevel => Object.hasOwn(faultRates, text);

/** Kept in the books, so that a restarted sandbox goes on with the same schedule. */
export async function loadFaultSetting(pool: Pool): Promise<FaultSetting> {
  const { rows } = await pool.query<{ mode: string; seed: string; rate: number }>(
    'select mode, seed, rate from desk.fault_setting',
  );
  const [row] = rows;
  if (!row || !isFaultLevel(row.mode)) return { level: 'none', seed: 0, rate: 0 };
  return { level: row.mode, seed: Number(row.seed), rate: row.rate };
}

export async function storeFaultSetting(pool: Pool, { level, seed, rate }: FaultSetting): Promise<void> {
  await pool.query(
    `insert into desk.fault_setting (mode, seed, rate) values ($1, $2, $3)
     on conflict (only_one) do update set mode = excluded.mode, seed = excluded.seed, rate = excluded.rate`,
    [level, seed, rate],
  );
}
