import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { SponsorCommand } from './sponsor.commands.ts';

const of = problemsOf('sponsor');

export const sponsorProblems = {
  departmentUnknown: (): Problem =>
    of(
      'department-unknown',
      404,
      [
        '没有这个代缴单位 no such department',
        '本方案没有这个报送名单的单位。 This scheme knows no such department.',
        '以本单位账号报送。 Submit it with your own account.',
      ],
      { field: 'department' },
    ),
  empty: (): Problem =>
    of(
      'empty',
      422,
      ['名单为空 the list is empty', '名单里没有人。 There is nobody on the list.', '核对文件。 Look at the file.'],
      { field: 'csv' },
    ),
  returnedWhole: (rows: SponsorCommand['data']['wrongRows']): Problem =>
    of(
      'returned-whole',
      422,
      [
        '名单整体退回 the list is returned whole',
        `有 ${rows.length} 行有误，名单整体退回修正。 ${rows.length} rows are wrong; the list goes back whole (R-505).`,
        '修正所列各行后整体重报。 Mend the rows, then submit the whole list again.',
      ],
      {
        field: 'csv',
        items: rows.map(({ row, detail }) => ({ kind: 'wrong-row', count: row, detail: `第 ${row} 行：${detail}` })),
      },
    ),
};
