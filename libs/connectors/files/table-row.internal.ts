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

const edges = /^[\s\u200B-\u200D\u2060\u180E]+|[\s\u200B-\u200D\u2060\u180E]+$/gu;

/** Blanks and zero-width characters around a text are nobody's intention. */
export function plainCell(text: string): string {
  if (text === '') return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  // Most cells begin and end with a letter, a digit or a Chinese character.
  const isClean = (code: number) => (code > 0x20 && code < 0x7f) || (code >= 0x3400 && code < 0xfe00);
  return isClean(first) && isClean(last) ? text : text.replace(edges, '');
}

/** The text of a cell without what surrounds it; empty for an empty cell. */
export const cellText = (cell: TableCell | undefined): string =>
  cell === undefined ? '' : plainCell(typeof cell === 'string' ? cell : cell.text);

/** Whether a person looking at the sheet sees something in the cell. */
export const hasContent = (cell: TableCell | undefined): boolean =>
  cell !== undefined && ((typeof cell !== 'string' && cell.kind === 'too-long') || cellText(cell) !== '');
