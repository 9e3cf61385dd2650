import { isProblem, type Problem } from '@canbao/domain/problem';

import { idCellProblem } from './id-cell-problem.ts';
import { namedTable, type NamedRow } from './named-table.ts';
import type { RowProblem } from './row-problem.ts';

const columns = ['身份证号', '姓名', '乡镇代码', '村代码', '组', '类别'] as const;
type Column = (typeof columns)[number];

/** One person a department pays for. `category` is the department's word; the pack knows which it may be. */
export type SponsorListRow = {
  readonly row: number;
  readonly idNumber: string;
  readonly name: string;
  /** `101` and `03`: codes as the task table and the split have them. */
  readonly township: string;
  readonly village: string;
  readonly group: string;
  readonly category: string;
};

/** With any problem the list goes back whole; rows and problems are both given so that all can be shown. */
export type SponsorList = { readonly rows: readonly SponsorListRow[]; readonly problems: readonly RowProblem[] };

/** A sponsor department's list as CSV, columns by name; a file without its columns or unreadable is a Problem. */
export const sponsorListCodec = {
  columns,
  read(file: string | Uint8Array): SponsorList | Problem {
    const table = namedTable(file, columns);
    if (isProblem(table)) return table;
    const firstUse = new Map<string, number>();
    const found = table.rows.map((named) => ({ named, bad: cellProblems(named, firstUse) }));
    const problems = [...table.problems, ...found.flatMap(({ bad }) => bad)].sort((a, b) => a.row - b.row);
    return { rows: found.filter(({ bad }) => bad.length === 0).map(({ named }) => listed(named)), problems };
  },
};

const listed = ({ row, cells }: NamedRow<Column>): SponsorListRow => ({
  row,
  idNumber: cells['身份证号'],
  name: cells['姓名'],
  township: cells['乡镇代码'],
  village: cells['村代码'],
  group: cells['组'],
  category: cells['类别'],
});

function cellProblems({ row, cells }: NamedRow<Column>, firstUse: Map<string, number>): readonly RowProblem[] {
  const problems: RowProblem[] = [];
  const report = (column: Column, why: string, remedy: string) => problems.push({ row, column, why, remedy });
  const idNumber = cells['身份证号'];
  const id = idCellProblem(idNumber);
  if (id) report('身份证号', id.why, id.remedy);
  const earlier = firstUse.get(idNumber.toUpperCase());
  if (earlier === undefined) firstUse.set(idNumber.toUpperCase(), row);
  else if (!id) report('身份证号', `与第 ${earlier} 行是同一人`, '一人只列一行');
  if (cells['姓名'] === '') report('姓名', '姓名为空', '请按身份证填写');
  if (!/^\d{3}$/.test(cells['乡镇代码'])) report('乡镇代码', '应为三位数字', '如 101');
  if (!/^\d{2}$/.test(cells['村代码'])) report('村代码', '应为两位数字', '如 03；表格软件去掉的零请补上');
  if (cells['组'] === '') report('组', '村民小组为空', '请填写村民小组');
  if (cells['类别'] === '') report('类别', '资助类别为空', '请填写方案中的类别名称');
  return problems;
}
