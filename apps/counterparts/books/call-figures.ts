import type { Pool } from 'pg';

import type { Party } from '../desk/asked.ts';

export type KindFigures = { readonly kind: string; readonly calls: number; readonly faults: number };
/** `most` = how often one business key had its effect; more than 1 is a double effect. */
export type EffectFigures = {
  readonly kind: string;
  readonly effects: number;
  readonly keys: number;
  readonly most: number;
  readonly fen: number;
};

export type CallFigures = {
  readonly calls: number;
  readonly faults: number;
  /** Things asked for again, under the same key or another, that did not happen again. */
  readonly duplicatesRefused: number;
  readonly kinds: readonly KindFigures[];
  readonly effects: readonly EffectFigures[];
};

/** What came to a party's desk and what it did, counted. */
export async function callFigures(pool: Pool, party: Party): Promise<CallFigures> {
  const kinds = await pool.query<KindFigures>(
    `select m.kind, m.calls, coalesce(d.faults, 0)::int as faults
     from (select kind, sum(attempts)::int as calls from desk.call_made where party = $1 group by kind) m
     left join (select kind, count(*)::int as faults from desk.fault_drawn where party = $1 group by kind) d using (kind)
     order by m.kind`,
    [party],
  );
  const duplicates = await pool.query<{ refused: number }>(
    'select coalesce(sum(repeats + duplicates), 0)::int as refused from desk.keyed_answer where party = $1',
    [party],
  );
  const effects = await pool.query<EffectFigures & { fen: string }>(
    `select kind, sum(n)::int as effects, count(*)::int as keys, max(n)::int as most, sum(fen)::text as fen
     from (select kind, business_key, count(*) as n, coalesce(sum(fen), 0) as fen
           from desk.effect where party = $1 group by kind, business_key) e
     group by kind order by kind`,
    [party],
  );
  return {
    calls: kinds.rows.reduce((sum, row) => sum + row.calls, 0),
    faults: kinds.rows.reduce((sum, row) => sum + row.faults, 0),
    duplicatesRefused: duplicates.rows[0]?.refused ?? 0,
    kinds: kinds.rows,
    effects: effects.rows.map((row) => ({ ...row, fen: Number(row.fen) })),
  };
}
