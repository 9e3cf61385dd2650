import type { RowProblem } from './row-problem.ts';
import type { VillageColumn, VillageHeading } from './village-heading.internal.ts';

/** Heading of the column that a returned file has more than the one that was sent. */
export const reasonsHeading = '退回原因 reasons';

/** What stands in that column, by row: every problem of the row, its column named as the sender names it. */
export function rowReasons(refused: readonly RowProblem[], { names }: VillageHeading): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  for (const { row, column, why, remedy } of refused) {
    // Problems of a whole row name no column of the file.
    const name = names.get(column as VillageColumn) ?? column;
    const reason = [name === '' ? '' : `${name}：`, `${unended(why)}。`, unended(remedy)].join('');
    const earlier = reasons.get(row);
    reasons.set(row, earlier === undefined ? reason : `${earlier}；${reason}`);
  }
  return reasons;
}

const unended = (sentence: string): string => sentence.replace(/[\s。；.;]+$/u, '');
