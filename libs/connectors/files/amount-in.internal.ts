import { fen, type Fen } from '@canbao/domain/fen';

import { readYuan } from '../yuan-text.ts';
import { halfWidth } from './half-width.internal.ts';
import { cellText, type TableCell } from './table-row.internal.ts';

/** Fen of a cell in yuan; null when it is no amount of whole fen. */
export function amountIn(cell: TableCell | undefined): Fen | null {
  if (typeof cell !== 'object') return readYuan(halfWidth(cellText(cell)).trim());
  if (cell.kind !== 'number') return cell.kind === 'text' ? readYuan(halfWidth(cellText(cell)).trim()) : null;
  const inFen = Number(cell.text) * 100;
  // A spreadsheet stores 0.1 + 0.2 as 0.30000000000000004.
  const isWhole = cell.text !== '' && Math.abs(inFen) < 1e14 && Math.abs(inFen - Math.round(inFen)) < 1e-4;
  return isWhole ? fen(Math.round(inFen)) : null;
}
