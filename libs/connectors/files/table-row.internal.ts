import type { Problem } from '@canbao/domain/problem';

import { fileCaps } from './file-caps.ts';

/** A row of a sheet or a CSV text. `row` is the number that a spreadsheet program shows beside it, from 1. */
export type TableRow = {
  readonly row: number;
  /** By column, from 0; what is missing is empty. Text stands as it was written, untrimmed. */
  readonly cells: readonly (TableCell | undefined)[];
  /** Something stands right of the last column that a file may have. */
  readonly isTooWide: boolean;
};

/** Text typed as text, or anything else that a cell can hold. */
export type TableCell = string | OddCell;

/** `text` is what the file says: digits of a number, the cached value of a formula; empty when it was too long. */
export type OddCell = {
  readonly kind: 'number' | 'text' | 'boolean' | 'error' | 'date' | 'too-long';
  readonly text: string;
  readonly isFormula: boolean;
};

/** What whoever is fed piece by piece answers: go on, that is enough, or the file is refused. */
export type Stop = Problem | 'enough' | undefined;

/** One column more than a sender may have is kept: our reasons may stand in it. */
export const keptCaps = { columns: fileCaps.columns + 1, cellChars: fileCaps.cellChars } as const;

/** Whether a sender's row goes beyond the last column that a file may have. */
export const isOverWidth = ({ cells, isTooWide }: TableRow, reasonsPlace: number | undefined): boolean =>
  isTooWide || (reasonsPlace !== fileCaps.columns && hasContent(cells[fileCaps.columns]));

/** Blanks of every width, and characters of none. */
const isBlank = (code: number): boolean =>
  code <= 0x20 ||
  (code >= 0x2000 && code <= 0x200d) ||
  [0xa0, 0x1680, 0x180e, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff].includes(code);
const isSeen = (code: number): boolean => (code > 0x20 && code < 0x7f) || (code >= 0x3400 && code < 0xfe00);

/**
 * Blanks and zero-width characters around a text are nobody's intention. By hand: a regular expression for the end of a
 * text takes a second for a thousand cells that were made for it.
 */
export function plainCell(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && !isSeen(text.charCodeAt(from)) && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && !isSeen(text.charCodeAt(to - 1)) && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return to - from === text.length ? text : text.slice(from, to);
}

/** The text of a cell without what surrounds it; empty for an empty cell. */
export const cellText = (cell: TableCell | undefined): string =>
  cell === undefined ? '' : plainCell(typeof cell === 'string' ? cell : cell.text);

/** Whether a person looking at the sheet sees something in the cell. */
export const hasContent = (cell: TableCell | undefined): boolean =>
  cell !== undefined && ((typeof cell !== 'string' && cell.kind === 'too-long') || cellText(cell) !== '');
