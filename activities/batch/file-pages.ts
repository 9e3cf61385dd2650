import type { RowProblem } from '@canbao/connectors/files/row-problem';
import type { VillageFile, VillageFileRow } from '@canbao/connectors/files/village-file';

/** A page of a file: rows that can be read, and the problems of those between them that cannot. */
export type FilePage = {
  readonly rows: readonly VillageFileRow[];
  readonly problems: readonly RowProblem[];
  /** How many rows of the file are done with this page. */
  readonly end: number;
};

export const PAGE_ROWS = 1_000;

/** The same file has the same pages, whoever divides it: a page is a command of the log. At least one. */
export function filePages({ rows, problems, total }: VillageFile): readonly FilePage[] {
  const pages: FilePage[] = [];
  const count = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
  let problem = 0;
  let badRows = 0;
  for (let page = 0; page < count; page += 1) {
    const own = rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    const last = page === count - 1 ? Number.POSITIVE_INFINITY : (own.at(-1)?.row ?? 0);
    const from = problem;
    for (; problem < problems.length && problems[problem]!.row <= last; problem += 1) {
      if (problems[problem]!.row !== problems[problem - 1]?.row) badRows += 1;
    }
    const end = page === count - 1 ? total : page * PAGE_ROWS + own.length + badRows;
    pages.push({ rows: own, problems: problems.slice(from, problem), end });
  }
  return pages;
}
