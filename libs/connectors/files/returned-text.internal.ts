import { isProblem, type Problem } from '@canbao/domain/problem';

import { csvRows } from './csv-rows.internal.ts';
import type { RowProblem } from './row-problem.ts';
import { reasonsHeading, rowReasons } from './row-reasons.internal.ts';
import type { TableRow } from './table-row.internal.ts';
import { villageText } from './village-text.internal.ts';

const uncapped = { columns: Number.POSITIVE_INFINITY, cellChars: Number.POSITIVE_INFINITY };

/** The records of a CSV as they were, each refused one with its reasons in one more last cell; UTF-8 with its mark. */
export function returnedText(file: Uint8Array, refused: readonly RowProblem[]): Uint8Array<ArrayBuffer> | Problem {
  const found = villageText(file);
  if (isProblem(found)) return found;
  const { text, delimiter, heading } = found;
  const reasons = rowReasons(refused, heading);
  const rows: TableRow[] = [];
  const stop = csvRows(text, delimiter, uncapped, (row) => void rows.push(row));
  if (isProblem(stop)) return stop;
  const place = heading.places.get('退回原因') ?? rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const lines = rows.map(({ row, cells }) => {
    const line = Array.from(cells, (cell) => (typeof cell === 'string' ? cell : ''));
    const added = row === heading.row ? reasonsHeading : (reasons.get(row) ?? '');
    if (added !== '') while (line.length < place) line.push('');
    if (added !== '' || (line.length > place && row > heading.row)) line[place] = added;
    return line.map((cell) => safeCell(cell, delimiter)).join(delimiter);
  });
  return new Uint8Array(Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`));
}

/** A cell that a spreadsheet would run gets a `'` before it; what would part or lose cells is quoted. */
function safeCell(cell: string, delimiter: string): string {
  const guarded = /^[=+\-@\t\r\0]/.test(cell) ? `'${cell}` : cell;
  return guarded.includes(delimiter) || /["\r\n]|^\s|\s$/.test(guarded)
    ? `"${guarded.replaceAll('"', '""')}"`
    : guarded;
}
