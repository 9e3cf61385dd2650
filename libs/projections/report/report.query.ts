import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import type { ThreeMeasures } from '../village-progress/village-progress.query.ts';

export type Report = {
  readonly position: number;
  /** The figures are the fold of the events before this position. */
  readonly figuresAt: number;
  readonly kind: string;
  readonly onDate: string;
  readonly issuedAt: number;
  readonly measures: ThreeMeasures;
  readonly balances: readonly { readonly account: string; readonly balanceFen: number }[];
  readonly behind: readonly string[];
};

/** Newest first. */
const all = (handle: ReadingHandle): Promise<readonly Report[]> =>
  read(
    handle,
    sql<Report>`
      select position, figures_position as "figuresAt", kind, on_date::text as "onDate",
        ${epochMs('issued_at')} as "issuedAt", measures, balances, behind
      from ${tableIn(handle, 'report')} where campaign = ${handle.campaign}
      order by position desc`,
  );

export const reportQuery = { all };
