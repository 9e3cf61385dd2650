import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('task');

export const taskProblems = {
  alreadyImported: (): Problem =>
    of('already-imported', 409, [
      '任务表已导入 already imported',
      '任务表已导入，内容不同。 Another table has been imported.',
      '另行导入新表。 Import it as a new table.',
    ]),
  badRows: (rows: readonly { readonly detail: string }[]): Problem =>
    of(
      'bad-rows',
      422,
      [
        '任务表与乡镇不符 rows do not fit',
        `有 ${rows.length} 处与乡镇名单不符。 ${rows.length} places do not fit the list of townships.`,
        '按乡镇名单补齐后再导入。 Mend them, then import again.',
      ],
      { field: 'csv', items: rows.map(({ detail }) => ({ kind: 'bad-row', count: 1, detail })) },
    ),
  notImported: (): Problem =>
    of('not-imported', 409, [
      '任务表未导入 not imported',
      '还没有导入任务表。 No table of tasks has been imported.',
      '先导入任务表。 Import it first.',
    ]),
  alreadyConfirmed: (): Problem =>
    of('already-confirmed', 409, [
      '已确认 already confirmed',
      '差异已确认，理由不同。 It was confirmed with another reason.',
      '查看确认记录。 See the record.',
    ]),
  reasonRequired: (): Problem =>
    of(
      'reason-required',
      422,
      [
        '缺少理由 a reason is needed',
        '确认须写明理由，至少四个字。 A reason of at least four characters is needed.',
        '写明理由后再提交。 Write the reason, then send it.',
      ],
      { field: 'reason' },
    ),
  tableNotConfirmed: (): Problem =>
    of('table-not-confirmed', 409, [
      '任务表未确认 the table is not confirmed',
      '合计与各行之和不符的任务表须由人确认后使用。 A table is used once a person has confirmed it (R-802).',
      '先确认任务表。 Confirm it first.',
    ]),
  villageTwice: (code: string): Problem =>
    of(
      'village-twice',
      422,
      [
        '村重复 a village twice',
        `村 ${code} 列了两次。 Village ${code} is listed twice.`,
        '每村只列一次。 List each once.',
      ],
      { field: 'villages' },
    ),
  notPositive: (): Problem =>
    of(
      'not-positive',
      422,
      [
        '任务须大于零 a task is more than nothing',
        '乡镇和每个村的任务须为大于零的整数。 Tasks are whole numbers above nought.',
        '核对任务数。 Compare the numbers.',
      ],
      { field: 'people' },
    ),
  sumDiffers: (people: number, sum: number): Problem =>
    of(
      'sum-differs',
      422,
      [
        '各村之和与乡镇任务不符 the villages do not add up',
        `乡镇任务 ${people} 人，各村合计 ${sum} 人。 The township has ${people}, its villages ${sum} (R-801).`,
        '调整各村任务。 Adjust the villages.',
      ],
      { field: 'villages' },
    ),
};
