import { cellText, type TableCell } from './table-row.internal.ts';

/** What is wrong with a cell, and what to do. */
export type CellFault = { readonly why: string; readonly remedy: string };

/** A cell of a column that must be typed as text: its text, or the fault. */
export type ReadCell = { readonly text: string } | CellFault;

/** Our exports write `'` before a cell that a spreadsheet would run as a formula; exactly that is taken off again. */
const withoutGuard = (text: string): string =>
  text.charCodeAt(0) === 0x27 && /^'[=+\-@\t\r\0]/.test(text) ? text.slice(1) : text;

/** Control characters but tab and line breaks, and what decoders put where they could not decode. */
const invisible = /[^\P{Cc}\t\n\r]|[\uFFFD-\uFFFF]/u;

/** Faults that no column forgives. */
function brokenCell(cell: TableCell): CellFault | null {
  if (typeof cell !== 'string') {
    if (cell.kind === 'too-long') return { why: '内容过长', remedy: '请删减到 1000 字以内' };
    if (cell.kind === 'error') return { why: '单元格是错误值', remedy: '请改为实际内容' };
  }
  const text = typeof cell === 'string' ? cell : cell.text;
  if (invisible.test(text) || !text.isWellFormed())
    return { why: '含有不可见或无法识别的字符', remedy: '请清空该单元格后重新键入' };
  return null;
}

/** Key columns: a number that passed through a numeric cell is gone, and a formula is nobody's entry. Never mended. */
export function keyCell(cell: TableCell | undefined): ReadCell {
  if (cell === undefined) return { text: '' };
  const broken = brokenCell(cell);
  if (broken) return broken;
  if (typeof cell !== 'string') {
    if (cell.isFormula) return { why: '单元格是公式', remedy: '请改为直接填写的文本' };
    if (cell.kind !== 'text') return numericCell;
  }
  const text = withoutGuard(cellText(cell));
  return /^[\d.]+e[+-]?\d+$/i.test(text) || /^\d+\.\d*$/.test(text) ? numericCell : { text };
}

const numericCell: CellFault = {
  why: '单元格是数字格式，号码已失真',
  remedy: '请把该列设为文本格式，照证件或收据重新填写',
};

/** A name is typed, never computed; whatever it begins with, it is text. */
export function nameCell(cell: TableCell | undefined): ReadCell {
  if (cell === undefined) return { text: '' };
  const broken = brokenCell(cell);
  if (broken) return broken;
  if (typeof cell === 'string') return { text: withoutGuard(cellText(cell)) };
  if (cell.isFormula) return { why: '单元格是公式', remedy: '请改为直接填写的文本' };
  return { why: '单元格不是文字', remedy: '请按身份证填写' };
}

/** Groups, villages, agents: words or a number, as typed or computed. */
export function wordCell(cell: TableCell | undefined): ReadCell {
  if (cell === undefined) return { text: '' };
  return brokenCell(cell) ?? { text: withoutGuard(cellText(cell)) };
}
