import type { RowProblem } from './row-problem.ts';
import { columnIn } from './sheet-rows.internal.ts';
import type { VillageColumn, VillageHeading } from './village-heading.internal.ts';
import type { VillageFileRow } from './village-file.ts';

type Read = { readonly rows: readonly VillageFileRow[]; readonly problems: readonly RowProblem[] };

const columnsOfNoRow: readonly VillageColumn[] = ['退回原因', '序号'];

/**
 * Which rows have one of our columns inside a merge. A merge shows one value and stores it in its first cell, so what
 * the others hold is a guess: every row in it comes back with the request to unmerge. Ranges are told after the rows.
 */
export function mergedCells({ places }: VillageHeading) {
  const columns = [...places].filter(([column]) => !columnsOfNoRow.includes(column));
  // Per column: +1 where a merge begins, -1 behind its end. A merge of any height costs the same.
  const edges = new Map<VillageColumn, Map<number, number>>();

  function take(range: string): undefined {
    const [from, to = from] = range.split(':').map(cellPlace);
    if (!from || !to) return undefined;
    for (const [column, place] of columns) {
      if (place < from.column || place > to.column) continue;
      const own = edges.get(column) ?? new Map<number, number>();
      edges.set(column, own);
      own.set(from.row, (own.get(from.row) ?? 0) + 1);
      own.set(to.row + 1, (own.get(to.row + 1) ?? 0) - 1);
    }
    return undefined;
  }

  /** Moves rows of `read` that lie in a merge to its problems. What else was wrong with a merged cell is not told. */
  function apply(read: Read): Read {
    if (edges.size === 0) return { rows: read.rows, problems: read.problems };
    const numbers = [...new Set([...read.rows, ...read.problems].map(({ row }) => row))].sort((a, b) => a - b);
    const merged = new Map<string, RowProblem>();
    const inMerge = new Set<number>();
    for (const [column, own] of edges) {
      const steps = [...own].sort(([a], [b]) => a - b);
      let depth = 0;
      let step = 0;
      for (const row of numbers) {
        for (; step < steps.length && steps[step]![0] <= row; step += 1) depth += steps[step]![1];
        if (depth === 0) continue;
        inMerge.add(row);
        merged.set(`${row} ${column}`, { row, column, why: '单元格是合并单元格', remedy: '请取消合并，每行分别填写' });
      }
    }
    const others = read.problems.filter(({ row, column }) => !merged.has(`${row} ${column}`));
    return {
      rows: read.rows.filter(({ row }) => !inMerge.has(row)),
      problems: [...others, ...merged.values()].sort((a, b) => a.row - b.row),
    };
  }

  return { take, apply };
}

function cellPlace(reference: string): { readonly row: number; readonly column: number } | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  if (parts === null) return null;
  const letters = Buffer.from(parts[1]!, 'latin1');
  return { row: Number(parts[2]), column: columnIn(letters, 0, letters.length) };
}
