import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import type { VillageFile } from '@canbao/connectors/files/village-file';
import { normaliseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import fc from 'fast-check';
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';

import { goodRow, headings, rowWith } from './bad-file.ts';
import { gb18030 } from './gb18030.ts';
import { type MadeCell, madeXlsx } from './made-xlsx.ts';
import { villageWorkbookBytes } from './village-workbook.ts';

const csv = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n');
const xlsx = (...rows: readonly (readonly MadeCell[])[]) => madeXlsx({ sheets: [{ name: '名册', rows }] });

async function read(file: Uint8Array): Promise<VillageFile> {
  const answer = await readVillageFile(file);
  if (isProblem(answer)) throw new Error(`refused: ${answer.type} ${answer.detail}`);
  return answer;
}

const wide = [...headings, '村', '代征人', '参保身份', '行标识'];
const wideRow = [...goodRow(2), '03', 'A101-7', '全日制中小学生', 'A101-7-0B1C-1'];
test.each([
  ['csv', Buffer.from(csv(wide, wideRow))],
  ['xlsx', xlsx(wide, wideRow)],
] as const)('R-403 a file is its rows, with everything that stands in them: %s', async (kind, file) => {
  expect(await read(file)).toStrictEqual({
    kind,
    total: 1,
    problems: [],
    rows: [
      {
        row: 2,
        idNumber: '419999199001011235',
        name: '张三',
        group: '一组',
        receipt: 'SC2020-00000002',
        amountFen: 25000,
        receivedOn: '2019-09-21',
        village: '03',
        agent: 'A101-7',
        standing: '全日制中小学生',
        rowKey: 'A101-7-0B1C-1',
      },
    ],
  });
});

test.each([
  ['身份证号', '身份证号码 公民身份号码 证件号码 身份证 *身份证号* 身份证号（必填） 身份\u200b证号 身\u3000份证号'],
  ['姓名', '缴费人姓名 参保人姓名 姓\u3000名'],
  ['村民小组', '组别 组 小组'],
  ['收据号', '收据编号 票据号 票据号码'],
  ['金额(元)', '金额（元） 金额 缴费金额 缴费金额（元）'],
  ['收款日期', '缴费日期 日期 收款日期(yyyy-mm-dd)'],
] as const)('R-403 a column is known by what people call it: %s', async (column, names) => {
  for (const name of names.split(' ')) {
    const called = headings.map((heading) => (heading === column ? name : heading));
    const moved = (row: readonly string[]) => ['甲', ...[...row].reverse()];
    expect(await read(Buffer.from(csv(moved(called), moved(goodRow(2)))))).toMatchObject({ total: 1, problems: [] });
  }
});

test('R-408 what a payer is stands in a column of its own, under several names, and may be empty', async () => {
  for (const name of '参保身份 参保人身份 参保人员身份 参保身份（选填）'.split(' ')) {
    const file = csv([...headings, name], [...goodRow(2), '在校学生'], [...goodRow(3), ' ']);
    const { rows } = await read(Buffer.from(file));
    expect(rows.map(({ standing }) => standing)).toStrictEqual(['在校学生', undefined]);
  }
});

test('R-408 a county’s own column of categories is not what a payer is: it refuses nobody', async () => {
  for (const name of ['人员类别', '参保人员类别']) {
    const { rows, problems } = await read(Buffer.from(csv([...headings, name], [...goodRow(2), '低保'])));
    expect(rows.map((row) => 'standing' in row)).toStrictEqual([false]);
    expect(problems).toStrictEqual([]);
  }
});

test('R-403 rows are numbered as the spreadsheet program numbers them', async () => {
  const rows = [['某村'], [], headings, goodRow(4), [], [...goodRow(6)], ['', ' ', '\u200b'], rowWith(8, '姓名', '')];
  const answer = await read(xlsx(...rows));
  expect(answer.rows.map(({ row }) => row)).toStrictEqual([4, 6]);
  expect(answer.problems).toMatchObject([{ row: 8, column: '姓名' }]);
  expect(answer.total).toBe(3);
});

test('R-403 a row that holds only its number, its key or an old reason is no row', async () => {
  const names = ['序号', ...headings, '行标识', '退回原因 reasons'];
  const file = csv(names, ['1', ...goodRow(2), 'K-1', ''], ['2', ...headings.map(() => ''), 'K-2', '姓名：姓名为空。']);
  expect(await read(Buffer.from(file))).toMatchObject({ total: 1, rows: [{ row: 2 }], problems: [] });
});

// Outside the basic plane, four bytes in GB18030, private use, the dots of names from the west, a hyphenated surname.
const rareNames = [
  '𠀀𪚥',
  '𫖯',
  '㑇㛃',
  '\ue000',
  '买买提·阿不都',
  '买买提•阿不都',
  '买买提・阿不都',
  '欧阳-王',
  '〇',
  "O'Neil",
];
test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['GB18030', gb18030],
])('R-413 rare characters of names arrive unharmed: %s', async (_encoding, encode) => {
  const rows = rareNames.map((name, at) => rowWith(at + 2, '姓名', name) as readonly string[]);
  const answer = await read(encode(csv(headings, ...rows)));
  expect(answer.rows.map(({ name }) => name)).toStrictEqual(rareNames);
});

test('R-413 rare characters of names arrive unharmed: xlsx', async () => {
  const answer = await read(xlsx(headings, ...rareNames.map((name, at) => rowWith(at + 2, '姓名', name))));
  expect(answer.rows.map(({ name }) => name)).toStrictEqual(rareNames);
});

test('R-404 what a keyboard does to an ID number is undone by reader and domain together, and nothing more', async () => {
  const messy = [
    '４１９９９９１９９００１０１１２３５',
    ' 419999 19900101 1235 ',
    '419999\u200b19900101\u200d1235\ufeff',
    '41999919900101101x',
    '41999919900101101ｘ',
    '419999900101123',
    '4199991990010112355',
  ];
  const rows = messy.map((idNumber, at) => rowWith(at + 2, '身份证号', idNumber));
  const [fromXlsx, fromCsv] = [
    await read(xlsx(headings, ...rows)),
    await read(Buffer.from(csv(headings, ...(rows as readonly (readonly string[])[])))),
  ];
  const numbers = [
    ...Array.from({ length: 3 }, () => '419999199001011235'),
    '41999919900101101X',
    '41999919900101101X',
  ];
  for (const { rows: taken } of [fromXlsx, fromCsv])
    expect(taken.map(({ idNumber }) => normaliseIdNumber(idNumber))).toStrictEqual([
      ...numbers,
      '419999900101123',
      '4199991990010112355',
    ]);
});

const typed = ["'=1+1", "'@cmd", "'-2", "'+3", "'张三", '=1+1', "=cmd|' /C calc'!A0"];
test.each([
  ['csv', Buffer.from(csv(headings, ...typed.map((name, at) => rowWith(at + 2, '姓名', name) as readonly string[])))],
  ['xlsx', xlsx(headings, ...typed.map((name, at) => rowWith(at + 2, '姓名', name)))],
])('the guard before a formula is taken off, and nothing else: %s', async (_kind, file) => {
  expect((await read(file)).rows.map(({ name }) => name)).toStrictEqual([
    ...['=1+1', '@cmd', '-2', '+3'],
    ...["'张三", '=1+1', "=cmd|' /C calc'!A0"],
  ]);
});

const streamed = (rows: readonly (readonly (string | number | Date)[])[], inlineStrings: boolean) =>
  new Response(
    writeXlsxStream(
      rows.map((row) => [...row]),
      { name: '名册', inlineStrings },
    ),
  ).bytes();
test.each([
  ['texts in the cells', (rows: Parameters<typeof streamed>[0]) => streamed(rows, true)],
  ['a table of texts', (rows: Parameters<typeof streamed>[0]) => streamed(rows, false)],
  [
    'whole',
    (rows: Parameters<typeof streamed>[0]) =>
      writeXlsx({ sheets: [{ name: '名册', rows: rows.map((row) => [...row]) }] }),
  ],
])('R-403 a workbook of another writer is read: %s', async (_how, write) => {
  const [idNumber, name, group, receipt] = goodRow(2) as [string, string, string, string];
  const damaged = [Number(idNumber), name, group, goodRow(3)[3]!, 250, '2019-09-21'];
  const answer = await read(
    await write([headings, [idNumber, name, group, receipt, 250.5, new Date(Date.UTC(2019, 8, 21))], damaged]),
  );
  expect(answer).toMatchObject({
    total: 2,
    rows: [{ idNumber, name, group, receipt, amountFen: 25050, receivedOn: '2019-09-21' }],
    problems: [{ row: 3, column: '身份证号', why: expect.stringContaining('数字格式') }],
  });
});

test.each([
  [
    false,
    { '1': '1900-01-01', '59': '1900-02-28', '61': '1900-03-01', '43729.99': '2019-09-21', '20190921': '2019-09-21' },
  ],
  [true, { '0': '1904-01-01', '60': '1904-03-01', '42267': '2019-09-21', '20190921': '2019-09-21' }],
])('R-403 a day is a number of days, from 1904 if the workbook says so: %s', async (isFrom1904, days) => {
  const rows = Object.keys(days).map((number, at) => rowWith(at + 2, '收款日期', { number, style: 2 }));
  const answer = await read(madeXlsx({ isFrom1904, sheets: [{ name: '名册', rows: [headings, ...rows] }] }));
  expect(answer.rows.map(({ receivedOn }) => receivedOn)).toStrictEqual(Object.values(days));
});

test('R-403 a name is what is seen of it: runs joined, reading aids left out', async () => {
  const { rows } = await read(villageWorkbookBytes());
  expect(rows.map(({ name }) => name)).toStrictEqual(['𠀀𪚥', '张三', '张三', '欧阳', '阿卜杜拉']);
});

test('R-403 100,000 rows are not too many', async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => goodRow(at + 2));
  const answer = await read(Buffer.from(csv(headings, ...rows)));
  expect(answer.total).toBe(100_000);
  expect(answer.rows.at(-1)).toMatchObject({ row: 100_001, receipt: 'SC2020-00100001' });
});

const manyRows = () => Buffer.from(csv(headings, ...Array.from({ length: 60_000 }, (_, at) => goodRow(at + 2))));
test.each([
  ['memory', { heapMb: 12, deadlineMs: 60_000 }, 'too-much-memory'],
  ['time', { heapMb: 512, deadlineMs: 20 }, 'too-slow'],
])('R-403 a file that takes too much %s is refused, and the next one is read', async (_what, limits, why) => {
  expect(await readVillageFile(manyRows(), limits)).toMatchObject({ type: `/problems/file/${why}` });
  expect(await read(xlsx(headings, goodRow(2)))).toMatchObject({ total: 1 });
});

test('R-403 files read at the same time do not hear of each other, and the caller keeps its bytes', async () => {
  const files = Array.from({ length: 6 }, (_, at) =>
    Buffer.from(csv(headings, rowWith(2, '村民小组', `${at}组`) as readonly string[])),
  );
  const answers = await Promise.all(files.map(read));
  expect(answers.map(({ rows }) => rows[0]?.group)).toStrictEqual(files.map((_file, at) => `${at}组`));
  expect(files.every(({ length }) => length > 100)).toBe(true);
});

const samples = {
  xlsx: villageWorkbookBytes(),
  csv: new Uint8Array(Buffer.from(csv(headings, goodRow(2), goodRow(3)))),
};
const damage = fc.record({
  kind: fc.constantFrom('xlsx', 'csv'),
  bytes: fc.array(fc.record({ at: fc.nat(20_000), byte: fc.nat(255) }), { maxLength: 6 }),
  cut: fc.option(fc.nat(20_000)),
});
test('R-403 whatever happens to a file on its way, there is an answer', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async ({ kind, bytes, cut }) => {
      const file = samples[kind as keyof typeof samples].slice();
      for (const { at, byte } of bytes) file[at % file.length] = byte;
      const answer = await readVillageFile(cut === null ? file : file.subarray(0, cut % file.length));
      expect(isProblem(answer) || answer.total >= 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});
