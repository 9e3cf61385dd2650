import { deciderSpec } from '../decider-spec.ts';
import { taskTableDecider } from './task-table.decider.ts';
import type { TaskTableCommand, TownshipTaskCommand } from './task.commands.ts';
import type { TaskTableEvent, TownshipTaskEvent } from './task.events.ts';
import { townshipTaskDecider } from './township-task.decider.ts';

const table = deciderSpec(taskTableDecider);
const townships = [
  { code: '101', name: '东测' },
  { code: '102', name: '西测' },
];
const rows = [
  { code: '101', name: '东测', people: 240 },
  { code: '102', name: '西测', people: 160 },
];
type Import = Extract<TaskTableCommand, { type: 'ImportTaskTable' }>['data'];
const importTable = (part: Partial<Import> = {}): TaskTableCommand => ({
  type: 'ImportTaskTable',
  data: { fileSha256: 'a'.repeat(64), rows, printedTotal: 399, townships, ...part },
});
const confirm = (reason = '印刷合计有误'): TaskTableCommand => ({ type: 'ConfirmTaskTable', data: { reason } });
const imported: TaskTableEvent = {
  type: 'TaskTableImported',
  data: { fileSha256: 'a'.repeat(64), rows, printedTotal: 399, rowSum: 400 },
};
const confirmed: TaskTableEvent = { type: 'TaskTableConfirmed', data: { difference: 1, reason: '印刷合计有误' } };

test('R-802 printed total and sum of rows are both kept; a person confirms the difference', () => {
  expect(table().when(importTable())).toStrictEqual([imported]);
  expect(table(imported).when(importTable())).toStrictEqual([]);
  expect(table(imported).when(confirm())).toStrictEqual([confirmed]);
  expect(table(imported, confirmed).when(confirm())).toStrictEqual([]);
});

test.each<readonly [string, readonly TaskTableEvent[], TaskTableCommand, string]>([
  ['a township is missing', [], importTable({ rows: rows.slice(1) }), 'bad-rows'],
  ['a township twice', [], importTable({ rows: [...rows, rows[0]!] }), 'bad-rows'],
  [
    'a township of another county',
    [],
    importTable({ rows: [...rows, { code: '103', name: '南测', people: 9 }] }),
    'bad-rows',
  ],
  [
    'a name that is not that of the code',
    [],
    importTable({ rows: [{ ...rows[0]!, name: '西测' }, rows[1]!] }),
    'bad-rows',
  ],
  ['nobody to insure', [], importTable({ rows: [{ ...rows[0]!, people: 0 }, rows[1]!] }), 'bad-rows'],
  ['another table', [imported], importTable({ fileSha256: 'b'.repeat(64) }), 'already-imported'],
  ['confirmed before it is there', [], confirm(), 'not-imported'],
  ['confirmed without a reason', [imported], confirm('行'), 'reason-required'],
  ['confirmed for two reasons', [imported, confirmed], confirm('以各行为准'), 'already-confirmed'],
])('R-802 the table is not used: %s', (_what, facts, command, why) => {
  expect(table(...facts).when(command)).toMatchObject({ type: `/problems/task/${why}` });
});

test('R-802 the refusal names every row that does not fit', () => {
  expect(table().when(importTable({ rows: [{ code: '103', name: '南测', people: 0 }] }))).toMatchObject({
    items: [
      { detail: '南测 不在名单内 not a township' },
      { detail: '南测 任务数不对 not a number of people' },
      { detail: '缺少 东测 missing' },
      { detail: '缺少 西测 missing' },
    ],
  });
});

const task = deciderSpec(townshipTaskDecider);
const villages = [
  { code: '01', name: '前李庄', people: 130 },
  { code: '02', name: '后李庄', people: 110 },
];
const set = (part: Partial<TownshipTaskCommand['data']> = {}): TownshipTaskCommand => ({
  type: 'SetTownshipTask',
  data: { name: '东测', people: 240, villages, isTableConfirmed: true, ...part },
});
const taskSet: TownshipTaskEvent = { type: 'TownshipTaskSet', data: { name: '东测', people: 240, villages } };

test('R-801 a task is split to villages, whose sum is the task; it may be split anew', () => {
  expect(task().when(set())).toStrictEqual([taskSet]);
  expect(task(taskSet).when(set())).toStrictEqual([]);
  expect(
    task(taskSet).when(
      set({
        villages: [
          { ...villages[0]!, people: 131 },
          { ...villages[1]!, people: 109 },
        ],
      }),
    ),
  ).toHaveLength(1);
});

test.each<readonly [string, Partial<TownshipTaskCommand['data']>, string]>([
  ['one short', { people: 241 }, 'sum-differs'],
  ['a village twice', { villages: [villages[0]!, { ...villages[1]!, code: '01' }] }, 'village-twice'],
  [
    'a village without people',
    { people: 130, villages: [villages[0]!, { ...villages[1]!, people: 0 }] },
    'not-positive',
  ],
  ['before the table is confirmed', { isTableConfirmed: false }, 'table-not-confirmed'],
])('R-801 R-802 no split: %s', (_what, part, why) => {
  expect(task().when(set(part))).toMatchObject({ type: `/problems/task/${why}` });
});
