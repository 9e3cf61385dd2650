import { isProblem, type Problem } from '@canbao/domain/problem';

import { namedTable } from './named-table.ts';

const unitColumn = '乡镇(街道)';
const taskColumn = '目标任务数(人)';
const totalName = '合计';

/** the rows, what is printed under them and what they add up to; whether these differ is for a person to settle. */
export type TaskTable = {
  readonly rows: readonly { readonly name: string; readonly people: number }[];
  readonly printedTotal: number;
  readonly rowSum: number;
};

/** A county's task table as CSV: one row a township, then 合计. Names, not codes: two tables differ in their order. */
export const taskTableCodec = {
  columns: [unitColumn, taskColumn] as const,
  read(file: string | Uint8Array): TaskTable | Problem {
    const table = namedTable(file, [unitColumn, taskColumn]);
    if (isProblem(table)) return table;
    const [overlong] = table.problems;
    if (overlong) return refusal('unreadable-row', overlong.why, overlong.row, overlong.column, overlong.remedy);
    const rows: { name: string; people: number }[] = [];
    const totals: number[] = [];
    for (const { row, cells } of table.rows) {
      const name = cells[unitColumn];
      const people = readPeople(cells[taskColumn]);
      if (name === '') return refusal('name-missing', '乡镇名称为空', row, unitColumn, '请填写乡镇名称');
      if (people === null)
        return refusal('task-not-a-number', '任务数不是正整数', row, taskColumn, '只写人数，如 33440');
      if (rows.some((earlier) => earlier.name === name))
        return refusal('township-twice', `「${name}」出现两次`, row, unitColumn, '一个乡镇只列一行');
      if (name === totalName) totals.push(people);
      else rows.push({ name, people });
    }
    const [printedTotal, second] = totals;
    if (printedTotal === undefined || second !== undefined)
      return refusal(
        'total-missing',
        '表尾应有且只有一行「合计」',
        table.rows.length,
        unitColumn,
        '请保留印制的合计数，即使与各行之和不符',
      );
    if (rows.length === 0) return refusal('no-rows', '表中没有乡镇', 1, unitColumn, '请填写各乡镇任务数');
    return { rows, printedTotal, rowSum: rows.reduce((sum, { people }) => sum + people, 0) };
  },
};

const readPeople = (text: string): number | null => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null);

const refusal = (why: string, detail: string, row: number, field: string, remedy: string): Problem => ({
  type: `/problems/task-table/${why}`,
  status: 422,
  title: '任务表无法导入',
  detail,
  row,
  field,
  remedy,
});
