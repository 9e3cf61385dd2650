import { fen, type Fen } from '@canbao/domain/fen';
import { isDate } from '@canbao/domain/shanghai-date';

import { readYuan } from '../yuan-text.ts';
import { cellText, type TableCell } from './table-row.internal.ts';

/** What is wrong with a cell, and what to do. */
export type CellFault = { readonly why: string; readonly remedy: string };

/** A cell of a column that must be typed as text: its text, or the fault. */
export type ReadCell = { readonly text: string } | CellFault;

/** Our exports write `'` before a cell that a spreadsheet would run as a formula; exactly that is taken off again. */
const withoutGuard = (text: string): string =>
  text.charCodeAt(0) === 0x27 && /^'[=+\-@\t\r\0]/.test(text) ? text.slice(1) : text;

const invisible = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\uFFFD-\uFFFF]/;

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

const narrow = (text: string): string => (/[^\x20-\x7e]/.test(text) ? text.normalize('NFKC') : text);

/** A receipt number in half-width capitals with a plain hyphen, without blanks and zero-width characters. */
export const plainReceipt = (text: string): string =>
  /^[A-Z0-9-]*$/.test(text)
    ? text
    : narrow(text)
        .replace(/[\s\u200B-\u200D\u2060]/gu, '')
        .replace(/[‐-―−]/g, '-')
        .toUpperCase();

/** Fen of a cell in yuan; null when it is no amount of whole fen. */
export function amountIn(cell: TableCell | undefined): Fen | null {
  if (typeof cell !== 'object') return readYuan(narrow(cellText(cell)).trim());
  if (cell.kind !== 'number') return cell.kind === 'text' ? readYuan(narrow(cellText(cell)).trim()) : null;
  const inFen = Number(cell.text) * 100;
  // A spreadsheet stores 0.1 + 0.2 as 0.30000000000000004.
  const isWhole = cell.text !== '' && Math.abs(inFen) < 1e14 && Math.abs(inFen - Math.round(inFen)) < 1e-4;
  return isWhole ? fen(Math.round(inFen)) : null;
}

/** The day in a cell: a number of days, or a text with year, month and day in this order; null when it is none. */
export function dayIn(cell: TableCell | undefined, isFrom1904: boolean): string | null {
  const text = cellText(cell);
  if (typeof cell === 'object' && (cell.kind === 'boolean' || cell.kind === 'error')) return null;
  if (typeof cell === 'object' && cell.kind === 'number' && !/^(19|20)\d{6}$/.test(text))
    return dayOfSerial(Math.floor(Number(text)), isFrom1904);
  const parts = separated.exec(narrow(text)) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(narrow(text));
  if (parts === null) return null;
  const [, year, month = '', day = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

/** `2019-9-21`, `2019/9/21`, `2019.9.21`, `2019年9月21日`; a time of day behind it is passed over. */
const separated = /^(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;

/** Excel's day 60 of the 1900 system is a 29 February that never was. */
function dayOfSerial(serial: number, isFrom1904: boolean): string | null {
  const first = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const isDay = serial >= (isFrom1904 ? 0 : 1) && serial < 2_958_466 && (isFrom1904 || serial !== 60);
  return isDay ? new Date(first + serial * 86_400_000).toISOString().slice(0, 10) : null;
}
