import { isProblem, type Problem } from '@canbao/domain/problem';
import type { Fen } from '@canbao/domain/fen';
import { isDate } from '@canbao/domain/shanghai-date';

import { readYuan } from '../yuan-text.ts';
import { idCellProblem } from './id-cell-problem.ts';
import { namedTable, type NamedRow } from './named-table.ts';
import type { RowProblem } from './row-problem.ts';

const columns = ['身份证号', '姓名', '村民小组', '收据号', '金额(元)', '收款日期'] as const;
type Column = (typeof columns)[number];

/** One payer of a village file, as written. Whether the number and the amount are right is the domain's to say. */
export type VillageFileRow = {
  readonly row: number;
  readonly idNumber: string;
  readonly name: string;
  /** May be empty: the first check returns it. */
  readonly group: string;
  readonly receipt: string;
  readonly amountFen: Fen;
  readonly receivedOn: string;
};

export type VillageFile = {
  readonly rows: readonly VillageFileRow[];
  readonly problems: readonly RowProblem[];
  readonly total: number;
};

/**
 * a village's payers as CSV (UTF-8, UTF-16 with mark, GB18030). Columns by name. Good rows come back as rows, bad ones with
 * row, column, reason and remedy; a file without its columns, over its caps or unreadable is a Problem.
 */
export const villageFileCodec = {
  columns,
  read(file: string | Uint8Array): VillageFile | Problem {
    const table = namedTable(file, columns);
    if (isProblem(table)) return table;
    const problems: RowProblem[] = [...table.problems];
    const rows: VillageFileRow[] = [];
    const firstUse = new Map<string, number>();
    for (const named of table.rows) {
      const bad = cellProblems(named, firstUse);
      problems.push(...bad);
      const row = bad.length === 0 ? payer(named) : null;
      if (row) rows.push(row);
    }
    return { rows, problems: problems.sort((a, b) => a.row - b.row), total: table.rows.length + table.problems.length };
  },
};

function payer({ row, cells }: NamedRow<Column>): VillageFileRow | null {
  const amountFen = readYuan(cells['金额(元)']);
  if (amountFen === null) return null;
  return {
    row,
    idNumber: cells['身份证号'],
    name: cells['姓名'],
    group: cells['村民小组'],
    receipt: cells['收据号'],
    amountFen,
    receivedOn: cells['收款日期'],
  };
}

function cellProblems({ row, cells }: NamedRow<Column>, firstUse: Map<string, number>): readonly RowProblem[] {
  const problems: RowProblem[] = [];
  const report = (column: Column, why: string, remedy: string) => problems.push({ row, column, why, remedy });
  const id = idCellProblem(cells['身份证号']);
  if (id) report('身份证号', id.why, id.remedy);
  if (cells['姓名'] === '') report('姓名', '姓名为空', '请按身份证填写');
  const receipt = cells['收据号'];
  if (!/^[A-Z]{2}\d{4}-\d{8}$/.test(receipt)) report('收据号', '收据号格式不对', '应如 SC2020-00012345,照收据抄写');
  const earlier = firstUse.get(receipt);
  if (earlier === undefined) firstUse.set(receipt, row);
  else if (receipt !== '') report('收据号', `与第 ${earlier} 行收据号相同`, '一张收据只写一行，请核对存根');
  const amountFen = readYuan(cells['金额(元)']);
  if (amountFen === null || amountFen < 0) report('金额(元)', '金额不是数字', '只写数字，如 250 或 250.00');
  if (!isDate(cells['收款日期'])) report('收款日期', '日期不存在或格式不对', '应如 2019-09-21');
  return problems;
}
