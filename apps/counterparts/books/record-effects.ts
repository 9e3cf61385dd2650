import type { PoolClient } from 'pg';

import type { Asked } from '../desk/asked.ts';

export type Effect = { readonly businessKey: string; readonly fen: number | null };

/** Notes what is about to happen, in the transaction in which it happens. Never a person's number or name. */
export async function recordEffects(
  books: PoolClient,
  asked: Asked,
  kind: string,
  effects: readonly Effect[],
): Promise<void> {
  await books.query(
    `insert into desk.effect (party, kind, business_key, key, fen, plan_at)
     select $1, $2, e.business_key, $3, e.fen, $4 from unnest($5::text[], $6::bigint[]) as e (business_key, fen)`,
    [
      asked.party,
      kind,
      asked.key,
      asked.planAt,
      effects.map((effect) => effect.businessKey),
      effects.map((effect) => effect.fen),
    ],
  );
}
