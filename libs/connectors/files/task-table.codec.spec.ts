import { isProblem } from '@canbao/domain/problem';

import { taskTableCodec } from './task-table.codec.ts';

const table = '乡镇(街道),目标任务数(人)\n重阳,33440\n芦岗,47614\n合计,81053\n';

test('R-802 the printed total and the sum of the rows are both kept, also when they differ', () => {
  expect(taskTableCodec.read(table)).toStrictEqual({
    rows: [
      { name: '重阳', people: 33440 },
      { name: '芦岗', people: 47614 },
    ],
    printedTotal: 81053,
    rowSum: 81054,
  });
});

test.each<[string, string, object]>([
  [
    'no column of tasks',
    table.replace('目标任务数(人)', '任务'),
    { type: '/problems/file/missing-column', field: '目标任务数(人)' },
  ],
  ['no total', table.replace('合计,81053\n', ''), { type: '/problems/task-table/total-missing' }],
  ['two totals', `${table}合计,81054\n`, { type: '/problems/task-table/total-missing' }],
  ['a task in words', table.replace('47614', '四万'), { type: '/problems/task-table/task-not-a-number', row: 2 }],
  ['a task of nobody', table.replace('47614', '0'), { type: '/problems/task-table/task-not-a-number', row: 2 }],
  ['a township twice', table.replace('芦岗', '重阳'), { type: '/problems/task-table/township-twice', row: 2 }],
  ['no name', table.replace('芦岗', ''), { type: '/problems/task-table/name-missing', row: 2 }],
  ['only a total', '乡镇(街道),目标任务数(人)\n合计,5', { type: '/problems/task-table/no-rows' }],
])('R-802 a table with %s is refused', (_harm, text, problem) => {
  const answer = taskTableCodec.read(text);
  expect(isProblem(answer) ? answer : null).toMatchObject(problem);
});
