import type { RefusedRow } from '@canbao/domain/intake/intake.events';
import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** taken + refused + skipped = total, once it is known. */
export type Intake = {
  readonly intake: string;
  readonly agent: string;
  readonly unit: string;
  readonly state: 'received' | 'checking' | 'taken' | 'refused';
  readonly total: number | null;
  readonly taken: number;
  readonly refused: number;
  readonly skipped: number;
  readonly problem: string | null;
  readonly rows: readonly RefusedRow[];
};

/** Null: no such file. The rows are those refused, in the file's order. */
async function byId(handle: ReadingHandle, intake: string): Promise<Intake | null> {
  const rows = await read(
    handle,
    sql<Intake>`
      select i.intake, i.agent, i.unit,
        case when i.problem is not null then 'refused' when i.total is not null then 'taken' when i.pages > 0 then 'checking'
          else 'received' end as state,
        i.total, i.taken, i.refused, i.skipped, i.problem, coalesce(r.rows, '[]') as rows
      from ${tableIn(handle, 'intake')} i
      left join lateral (
        select jsonb_agg(jsonb_build_object('row', row_number, 'column', column_name, 'why', why, 'remedy', remedy)
          order by row_number, column_name) as rows
        from ${tableIn(handle, 'intake-refusal')} r where r.campaign = i.campaign and r.intake = i.intake
      ) r on true
      where i.campaign = ${handle.campaign} and i.intake = ${intake} and i.received_at is not null`,
  );
  return rows[0] ?? null;
}

export const intakeQuery = { byId };
