import { overCap } from './file-problem.internal.ts';
import { fileCaps } from './file-caps.ts';
import type { RowProblem } from './row-problem.ts';
import { hasContent, isOverWidth, type Stop, type TableCell, type TableRow } from './table-row.internal.ts';
import { amountIn } from './amount-in.internal.ts';
import { dayIn } from './day-in.internal.ts';
import { type CellFault, keyCell, nameCell, wordCell } from './key-cell.internal.ts';
import { plainReceipt } from './plain-receipt.internal.ts';
import { withAsides } from './with-asides.internal.ts';
import type { VillageColumn, VillageHeading } from './village-heading.internal.ts';
import type { VillageFile, VillageFileRow } from './village-file.ts';

/** What the rows under a heading are read with. In a CSV a row with more cells than headings has lost its columns. */
export type VillageRowsOptions = {
  readonly kind: VillageFile['kind'];
  readonly heading: VillageHeading;
  readonly isFrom1904: boolean;
};

/** Judges the rows under a heading, one by one, in order. Good ones become rows, bad ones problems. */
export function villageRows({ kind, heading, isFrom1904 }: VillageRowsOptions) {
  const rows: VillageFileRow[] = [];
  const problems: RowProblem[] = [];
  const judge = rowJudge(heading, isFrom1904);
  // What alone makes no row: our key, last time's reasons, a serial number filled in ahead.
  const asides = new Set((['行标识', '退回原因', '序号'] as const).map((column) => heading.places.get(column)));
  let total = 0;

  function take(read: TableRow): Stop {
    const { row, cells } = read;
    const isTooWide = isOverWidth(read, heading.places.get('退回原因'));
    if (!isTooWide && !cells.some((cell, place) => !asides.has(place) && hasContent(cell))) return undefined;
    total += 1;
    if (total > fileCaps.rows)
      return overCap(`数据超过 ${fileCaps.rows} 行。 More than ${fileCaps.rows} rows of data.`);
    if (isTooWide && kind === 'xlsx')
      return overCap(
        `第 ${row} 行的内容超过 ${fileCaps.columns} 列。 Row ${row} is wider than ${fileCaps.columns} columns.`,
      );
    if (kind === 'csv' && (isTooWide || cells.some((cell, place) => place >= heading.width && hasContent(cell)))) {
      const why = `本行的格数超过表头的 ${heading.width} 列`;
      problems.push({ row, column: '', why, remedy: '含逗号的内容请加引号' });
      return undefined;
    }
    const judged = judge(row, cells, problems);
    if (judged) rows.push(judged);
    return undefined;
  }

  return { take, rows, problems, total: () => total };
}

/** Stands for a cell whose fault is told already. */
const unread = '\0';

/** Reads the cells of one row; null when something was wrong, all of which then stands in `problems`. */
function rowJudge({ places }: VillageHeading, isFrom1904: boolean) {
  const firstUse = new Map<string, number>();
  const dayOf = rememberedDays(isFrom1904);

  return (row: number, cells: TableRow['cells'], problems: RowProblem[]): VillageFileRow | null => {
    const before = problems.length;
    const report = (column: VillageColumn, { why, remedy }: CellFault) => problems.push({ row, column, why, remedy });
    const cellOf = (column: VillageColumn) => {
      const place = places.get(column);
      return place === undefined ? undefined : cells[place];
    };
    const read = (column: VillageColumn, reader: typeof keyCell): string => {
      const found = reader(cellOf(column));
      if ('text' in found) return found.text;
      report(column, found);
      return unread;
    };
    const idNumber = read('身份证号', keyCell);
    if (idNumber === '') report('身份证号', { why: '身份证号为空', remedy: '请按身份证填写' });
    const name = read('姓名', nameCell);
    if (name === '') report('姓名', { why: '姓名为空', remedy: '请按身份证填写' });
    const group = read('村民小组', wordCell);
    const receipt = plainReceipt(read('收据号', keyCell));
    const fault = receipt === unread ? null : receiptFault(receipt, row, firstUse);
    if (fault) report('收据号', fault);
    const amountFen = amountIn(cellOf('金额(元)'));
    if (amountFen === null || amountFen < 0)
      report('金额(元)', { why: '金额不是数字', remedy: '只写数字，如 250 或 250.00' });
    const receivedOn = dayOf(cellOf('收款日期'));
    if (receivedOn === null) report('收款日期', { why: '日期不存在或格式不对', remedy: '应如 2019-09-21' });
    const village = read('村', wordCell);
    const agent = read('代征人', wordCell);
    const standing = read('参保身份', wordCell);
    const rowKey = read('行标识', keyCell);
    if (problems.length > before || amountFen === null || receivedOn === null) return null;
    return withAsides(
      { row, idNumber, name, group, receipt, amountFen, receivedOn },
      { village, agent, standing, rowKey },
    );
  };
}

/** a number of the book's form, once in a file. */
function receiptFault(receipt: string, row: number, firstUse: Map<string, number>): CellFault | null {
  if (!/^[A-Z]{2}\d{4}-\d{8}$/.test(receipt))
    return { why: '收据号格式不对', remedy: '应如 SC2020-00012345，照收据抄写' };
  const earlier = firstUse.get(receipt);
  if (earlier !== undefined) return { why: `与第 ${earlier} 行收据号相同`, remedy: '一张收据只写一行，请核对存根' };
  firstUse.set(receipt, row);
  return null;
}

/** A file has few different days: each text is read once. */
function rememberedDays(isFrom1904: boolean): (cell: TableCell | undefined) => string | null {
  const days = new Map<string, string | null>();
  return (cell) => {
    if (typeof cell !== 'string') return dayIn(cell, isFrom1904);
    const known = days.get(cell);
    if (known !== undefined) return known;
    const day = dayIn(cell, isFrom1904);
    if (days.size < 1_000) days.set(cell, day);
    return day;
  };
}
