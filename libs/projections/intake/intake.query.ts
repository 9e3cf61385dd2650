import type { RefusedRow } from '@canbao/domain/intake/intake.events';
import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** taken + refused + skipped = total, once the state is `taken`. */
export type Intake = {
  readonly intake: string;
  /** Null: sent by an office. */
  readonly agent: string | null;
  readonly unit: string;
  readonly state: 'received' | 'checking' | 'taken' | 'refused';
  /** Plan instant, epoch ms. */
  readonly receivedAt: number;
  readonly total: number | null;
  readonly taken: number;
  /** Rows, not reasons: a row may have several. */
  readonly refused: number;
  readonly skipped: number;
  readonly problem: string | null;
};

const intakes = (handle: ReadingHandle, where: RawBuilder<unknown>): Promise<readonly Intake[]> =>
  read(
    handle,
    sql<Intake>`
      select i.intake, i.agent, i.unit,
        case when i.problem is not null then 'refused' when i.finished_at is not null then 'taken'
          when i.total is not null then 'checking' else 'received' end as state,
        ${epochMs('i.received_at')} as "receivedAt", i.total, i.taken, coalesce(r.rows, 0)::int as refused, i.skipped,
        i.problem
      from ${tableIn(handle, 'intake')} i
      left join lateral (
        select count(distinct row_number) as rows from ${tableIn(handle, 'intake-refusal')} r
        where r.campaign = i.campaign and r.intake = i.intake
      ) r on i.refused > 0
      where i.campaign = ${handle.campaign} and i.received_at is not null and ${where}
      order by i.received_at desc, i.intake`,
  );

/** Null: no such file. */
const byId = async (handle: ReadingHandle, intake: string): Promise<Intake | null> =>
  (await intakes(handle, sql`i.intake = ${intake}`))[0] ?? null;

/** What a sender has uploaded, newest first: an agent's own files, or those of an office of exactly this unit. */
const bySender = (
  handle: ReadingHandle,
  sender: { readonly unit: string; readonly agent: string | null },
): Promise<readonly Intake[]> =>
  intakes(handle, sql`i.unit = ${sender.unit} and i.agent is not distinct from ${sender.agent}`);

/** Reasons of the rows that came back, in the file's order; at most `most`. */
const refusals = (handle: ReadingHandle, intake: string, most: number): Promise<readonly RefusedRow[]> =>
  read(
    handle,
    sql<RefusedRow>`
      select row_number as row, column_name as column, why, remedy from ${tableIn(handle, 'intake-refusal')}
      where campaign = ${handle.campaign} and intake = ${intake}
      order by row_number, column_name limit ${most}`,
  );

export const intakeQuery = { byId, bySender, refusals };
