import { isProblem } from '@canbao/domain/problem';

import { fileCaps } from './file-caps.ts';
import { villageFileCodec } from './village-file.codec.ts';

const heading = '身份证号,姓名,村民小组,收据号,金额(元),收款日期';
const good = '419999199001011234,张三,一组,SC2020-00000001,250,2019-09-21';
const file = (...rows: readonly string[]) => [heading, ...rows].join('\r\n');
const read = (text: string | Uint8Array) => {
  const answer = villageFileCodec.read(text);
  if (isProblem(answer)) throw new Error(`refused: ${answer.type}`);
  return answer;
};
const refusalOf = (text: string | Uint8Array) => {
  const answer = villageFileCodec.read(text);
  return isProblem(answer) ? answer : null;
};
const problemsOf = (...rows: readonly string[]) =>
  read(file(...rows)).problems.map(({ row, column }) => `${row} ${column}`);

test('R-403 good rows are rows, in order, with money in fen', () => {
  expect(read(file(good))).toStrictEqual({
    total: 1,
    problems: [],
    rows: [
      {
        row: 1,
        idNumber: '419999199001011234',
        name: '张三',
        group: '一组',
        receipt: 'SC2020-00000001',
        amountFen: 25000,
        receivedOn: '2019-09-21',
      },
    ],
  });
});

test('R-403 columns are found by name, in any order, among others, with brackets of either width', () => {
  const moved =
    '备注,收款日期,金额\uff08元\uff09,收据号,村民小组,姓名,身份证号\n好,2019-09-21,250.00,SC2020-00000001,一组,张三,419999199001011234';
  expect(read(moved).rows).toStrictEqual(read(file(good)).rows);
});

// GB18030 bytes of heading and row, made with the same characters by a spreadsheet's "save as CSV".
const gb = (text: string) => {
  const known = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) known.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Uint8Array.from(Array.from(text).flatMap((char) => known.get(char) ?? [char.charCodeAt(0)]));
};
const utf16 = (text: string) => Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(file(good))],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${file(good)}`)],
  ['GB18030', gb(file(good))],
  ['UTF-16 with a mark', utf16(file(good))],
])('R-403 a file in %s is read', (_name, bytes) => {
  expect(read(bytes).rows).toStrictEqual(read(file(good)).rows);
});

test('R-403 a file that is no text is refused with the line', () => {
  const bytes = Buffer.concat([Buffer.from(`${heading}\n`), Uint8Array.of(0xff, 0xff, 0xff, 0x0a)]);
  expect(refusalOf(bytes)).toMatchObject({
    type: '/problems/file/encoding-unknown',
    detail: expect.stringContaining('第 2 行'),
  });
});

// Bad cells name row, column and remedy; the row above and below are taken.
test.each<[string, string, string]>([
  ['no ID number', good.replace('419999199001011234', ''), '2 身份证号'],
  ['an ID number that went through a numeric cell', good.replace('419999199001011234', '4.11722E+17'), '2 身份证号'],
  ['an ID number with a decimal point', good.replace('419999199001011234', '411722199001011260.0'), '2 身份证号'],
  ['no name', good.replace('张三', ''), '2 姓名'],
  ['a receipt number cut short', good.replace('SC2020-00000001', 'SC2020-1'), '2 收据号'],
  ['an amount in words', good.replace(',250,', ',二百五十,'), '2 金额(元)'],
  ['a tenth of a fen', good.replace(',250,', ',250.001,'), '2 金额(元)'],
  ['a negative amount', good.replace(',250,', ',-250,'), '2 金额(元)'],
  ['a day that does not exist', good.replace('2019-09-21', '2019-09-31'), '2 收款日期'],
  ['a date in another form', good.replace('2019-09-21', '9月21日'), '2 收款日期'],
  ['more cells than headings', `${good},又一格`, '2 '],
  ['a cell over the cap', good.replace('张三', '张'.repeat(fileCaps.cellChars + 1)), '2 姓名'],
  ['a NUL', good.replace('张三', '张\0三'), '2 姓名'],
])('R-403 %s', (_harm, bad, problem) => {
  const before = good.replace('00000001', '00000007');
  const after = good.replace('00000001', '00000008');
  const answer = read(file(before, bad, after));
  expect(answer.problems.map(({ row, column }) => `${row} ${column}`)).toStrictEqual([problem]);
  expect(answer.problems.every(({ why, remedy }) => why !== '' && remedy !== '')).toBe(true);
  expect(answer.rows.map(({ row }) => row)).toStrictEqual([1, 3]);
  expect(answer.total).toBe(3);
});

test('R-402 a receipt number used twice in one file comes back once, naming the first row', () => {
  const answer = read(file(good, good.replace('张三', '李四')));
  expect(answer.problems).toMatchObject([{ row: 2, column: '收据号', why: expect.stringContaining('第 1 行') }]);
});

test('R-404 a missing group and a wrong check digit are for the first check, not for the file', () => {
  expect(
    problemsOf(good.replace('一组', ''), good.replace('00000001', '00000002').replace('1234', '1235')),
  ).toStrictEqual([]);
});

test.each<[string, string, object]>([
  [
    'a missing column',
    file(good).replace('收据号', '票号'),
    { type: '/problems/file/missing-column', field: '收据号' },
  ],
  [
    'two missing columns',
    file(good).replace('收据号', '').replace('姓名', ''),
    { detail: expect.stringContaining('姓名、收据号') },
  ],
  [
    'a column twice',
    file(good).replace('村民小组', '姓名,村民小组'),
    { type: '/problems/file/column-twice', field: '姓名' },
  ],
  ['a quote that never closes', file('"419999'), { type: '/problems/file/unreadable' }],
  ['too many columns', `${heading}${',列'.repeat(fileCaps.columns)}`, { type: '/problems/file/too-many' }],
  [
    'too many rows',
    file(...Array.from({ length: fileCaps.rows + 1 }, () => good)),
    { type: '/problems/file/too-many' },
  ],
  ['an endless cell', file('x'.repeat(200_000)), { type: '/problems/file/unreadable' }],
  ['too many bytes', 'x'.repeat(10_000_001), { type: '/problems/file/too-large' }],
  ['nothing', '', { type: '/problems/file/missing-column' }],
])('R-403 a file with %s is refused whole', (_harm, text, problem) => {
  expect(refusalOf(text)).toMatchObject(problem);
});

test('the guard before a formula is taken off, and nothing else', () => {
  const names = ["'=1+1", "'@cmd", "'-2", "'张三", '=1+1'];
  const rows = names.map((name, index) => good.replace('张三', name).replace('00000001', `0000000${index + 1}`));
  expect(read(file(...rows)).rows.map(({ name }) => name)).toStrictEqual(['=1+1', '@cmd', '-2', "'张三", '=1+1']);
});
