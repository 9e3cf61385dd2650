import { isDate } from '@canbao/domain/shanghai-date';

import { halfWidth } from './half-width.internal.ts';
import { cellText, type TableCell } from './table-row.internal.ts';

/** The day in a cell: a number of days, or a text with year, month and day in this order; null when it is none. */
export function dayIn(cell: TableCell | undefined, isFrom1904: boolean): string | null {
  const text = cellText(cell);
  if (typeof cell === 'object' && (cell.kind === 'boolean' || cell.kind === 'error')) return null;
  if (typeof cell === 'object' && cell.kind === 'number' && !/^(19|20)\d{6}$/.test(text))
    return dayOfSerial(Math.floor(Number(text)), isFrom1904);
  const parts = separated.exec(halfWidth(text)) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(halfWidth(text));
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
