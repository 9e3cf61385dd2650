import { isProblem } from '@canbao/domain/problem';

import { sponsorListCodec } from './sponsor-list.codec.ts';

const heading = '身份证号,姓名,乡镇代码,村代码,组,类别';
const good = '419999199001011234,张三,101,03,一组,特困';
const read = (...rows: readonly string[]) => {
  const answer = sponsorListCodec.read([heading, ...rows].join('\n'));
  if (isProblem(answer)) throw new Error(`refused: ${answer.type}`);
  return answer;
};

test('R-505 a list is read by column name', () => {
  const row = {
    row: 1,
    idNumber: '419999199001011234',
    name: '张三',
    township: '101',
    village: '03',
    group: '一组',
    category: '特困',
  };
  expect(read(good)).toStrictEqual({ rows: [row], problems: [] });
});

test.each<[string, string, string]>([
  ['no ID number', good.replace('419999199001011234', ''), '身份证号'],
  ['no name', good.replace('张三', ''), '姓名'],
  ['a township by name', good.replace('101,', '芦岗,'), '乡镇代码'],
  ['a village code without its zero', good.replace(',03,', ',3,'), '村代码'],
  ['no group', good.replace('一组', ''), '组'],
  ['no category', good.replace('特困', ''), '类别'],
  ['the same person again', good.replace('419999199001011234', '41999919900101000x'), '身份证号'],
])('R-505 a list goes back whole, so every bad cell is named: %s', (_harm, bad, column) => {
  const first = good.replace('419999199001011234', '41999919900101000X');
  expect(read(first, bad).problems).toMatchObject([{ row: 2, column }]);
});

test('R-505 a list without its column of categories is refused', () => {
  expect(sponsorListCodec.read(`${heading.replace('类别', '备注')}\n${good}`)).toMatchObject({
    type: '/problems/file/missing-column',
    field: '类别',
  });
});
