import type { Decider } from '../decider.ts';
import type { TaskTableCommand } from './task.commands.ts';
import type { TaskTableEvent } from './task.events.ts';
import { taskProblems } from './task.problems.ts';

export type TaskTable =
  | { readonly status: 'none' }
  | { readonly status: 'imported'; readonly fileSha256: string; readonly difference: number }
  | { readonly status: 'confirmed'; readonly fileSha256: string; readonly difference: number; readonly reason: string };

/** printed total and sum of rows are both kept; a difference is reported, and the table used once a person confirms. */
export const taskTableDecider: Decider<TaskTable, TaskTableCommand, TaskTableEvent> = {
  initial: { status: 'none' },
  decide({ type, data }, table) {
    switch (type) {
      case 'ImportTaskTable': {
        if (table.status !== 'none') return table.fileSha256 === data.fileSha256 ? [] : taskProblems.alreadyImported();
        const bad = badRows(data);
        if (bad.length > 0) return taskProblems.badRows(bad);
        const { fileSha256, rows, printedTotal } = data;
        const rowSum = rows.reduce((sum, { people }) => sum + people, 0);
        return [{ type: 'TaskTableImported', data: { fileSha256, rows, printedTotal, rowSum } }];
      }
      case 'ConfirmTaskTable':
        if (table.status === 'none') return taskProblems.notImported();
        if (data.reason.trim().length < 4) return taskProblems.reasonRequired();
        if (table.status === 'confirmed') return table.reason === data.reason ? [] : taskProblems.alreadyConfirmed();
        return [{ type: 'TaskTableConfirmed', data: { difference: table.difference, reason: data.reason } }];
    }
  },
  evolve(table, { type, data }) {
    switch (type) {
      case 'TaskTableImported':
        return { status: 'imported', fileSha256: data.fileSha256, difference: data.rowSum - data.printedTotal };
      case 'TaskTableConfirmed':
        return { status: 'confirmed', fileSha256: table.status === 'none' ? '' : table.fileSha256, ...data };
    }
  },
};

/** The file and Annex 2 differ in order, so rows are joined by name; here each township must have exactly its row. */
function badRows({
  rows,
  townships,
}: Extract<TaskTableCommand, { type: 'ImportTaskTable' }>['data']): readonly { detail: string }[] {
  const names = new Map(townships.map(({ code, name }) => [code, name]));
  return [
    ...rows
      .filter(({ code, name }) => names.get(code) !== name)
      .map(({ name }) => ({ detail: `${name} 不在名单内 not a township` })),
    ...rows
      .filter(({ people }) => !Number.isSafeInteger(people) || people <= 0)
      .map(({ name }) => ({ detail: `${name} 任务数不对 not a number of people` })),
    ...rows
      .filter(({ code }, i) => rows.findIndex((one) => one.code === code) !== i)
      .map(({ name }) => ({ detail: `${name} 重复 twice` })),
    ...townships
      .filter(({ code }) => !rows.some((row) => row.code === code))
      .map(({ name }) => ({ detail: `缺少 ${name} missing` })),
  ];
}
