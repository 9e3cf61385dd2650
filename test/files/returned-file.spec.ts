import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import { returnedFile } from '@canbao/connectors/files/returned-file';
import type { VillageFile } from '@canbao/connectors/files/village-file';
import { isProblem } from '@canbao/domain/problem';
import { readXlsx } from 'hucre/xlsx';

import { goodRow, headings, rowWith } from './bad-file.ts';
import { gb18030 } from './gb18030.ts';
import { type MadeCell, madeXlsx } from './made-xlsx.ts';
import { villageWorkbookBytes } from './village-workbook.ts';

async function read(file: Uint8Array): Promise<VillageFile> {
  const answer = await readVillageFile(file);
  if (isProblem(answer)) throw new Error(`refused: ${answer.type} ${answer.detail}`);
  return answer;
}
const textOf = (file: Uint8Array) => Buffer.from(file).toString('utf8');
const text = (...rows: readonly (readonly MadeCell[])[]) => rows.map((row) => row.map(String).join(',')).join('\r\n');
/** Cells of a sheet, as another reader sees them. */
async function cellsOf(file: Uint8Array, sheet: string) {
  const { sheets } = await readXlsx(file);
  return sheets.find(({ name }) => name === sheet)!.rows.map((row) => row.map((cell) => cell ?? ''));
}
const refusal = (row: number, column: string) => ({ row, column, why: '错了。', remedy: '改。' });

test('R-403 a workbook comes back as it was, with its reasons in one more last column', async () => {
  const sent = villageWorkbookBytes();
  const { problems } = await read(sent);
  const returned = await returnedFile(sent, [...problems, refusal(9, '村民小组'), refusal(5, '')]);
  const [before, after] = [await cellsOf(sent, '名册'), await cellsOf(returned, '名册')];
  expect(after.map((row) => row.slice(0, 7))).toStrictEqual(before.map((row) => row.slice(0, 7)));
  const reasons = after.map((row, at) => [at + 1, row[7] ?? '']).filter(([, reason]) => reason !== '');
  expect(reasons).toStrictEqual([
    [3, '退回原因 reasons'],
    [5, '错了。改'],
    [9, '身份证号：单元格是数字格式，号码已失真。请把该列设为文本格式，照证件或收据重新填写；村民小组：错了。改'],
  ]);
});

test('R-403 styles, widths, merges, other sheets and their order stay', async () => {
  const sent = villageWorkbookBytes();
  const returned = await returnedFile(sent, [refusal(4, '姓名')]);
  const [before, after] = await Promise.all([
    readXlsx(sent, { readStyles: true }),
    readXlsx(returned, { readStyles: true }),
  ]);
  expect(after.sheets.map(({ name, hidden }) => [name, hidden])).toStrictEqual(
    before.sheets.map(({ name, hidden }) => [name, hidden]),
  );
  const [list, old] = [after.sheets[2]!, before.sheets[2]!];
  expect(list.merges).toStrictEqual(old.merges);
  expect(list.freezePane).toStrictEqual(old.freezePane);
  expect(list.columns?.[0]).toStrictEqual(old.columns?.[0]);
  // All columns from H on were hidden: the reasons are not.
  expect(list.columns?.[7]).toMatchObject({ width: 60 });
  expect(list.columns?.[7]?.hidden ?? false).toBe(false);
  expect(list.columns?.[8]).toMatchObject({ hidden: true });
  expect(list.cells?.get('4,5')?.style).toStrictEqual(old.cells?.get('4,5')?.style);
  expect(list.cells?.get('2,7')?.style).toStrictEqual(old.cells?.get('2,6')?.style);
});

test('R-403 a returned workbook can be sent again, and its reasons are written anew', async () => {
  const sent = villageWorkbookBytes();
  const once = await returnedFile(sent, [refusal(4, '姓名'), refusal(5, '姓名')]);
  expect(await read(once)).toStrictEqual(await read(sent));
  const twice = await returnedFile(once, [refusal(5, '收据号'), refusal(8, '收据号')]);
  expect(await read(twice)).toStrictEqual(await read(sent));
  const rows = await cellsOf(twice, '名册');
  expect(rows.every((row) => row.length <= 8)).toBe(true);
  expect(rows.map((row) => row[7] ?? '').filter(Boolean)).toStrictEqual([
    '退回原因 reasons',
    '收据号：错了。改',
    '收据号：错了。改',
  ]);
});

test('R-403 reasons go into sheets of any program: prefixed tags, no references, styled cells to the right', async () => {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<x:c t="inlineStr"><x:is><x:t>${cell}</x:t></x:is></x:c>`).join('');
  const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const rows = `<x:row>${cells(headings)}</x:row><x:row>${cells(goodRow(2))}<x:c s="1"/><x:c s="1"/></x:row><x:row>${cells(goodRow(3))}</x:row>`;
  const xml = `<x:worksheet ${main}><x:sheetData>${rows}</x:sheetData></x:worksheet>`;
  const sent = madeXlsx({ sheets: [{ name: '名册', rows: [], xml }] });
  const returned = await returnedFile(sent, [refusal(2, '姓名'), refusal(3, '姓名')]);
  expect((await cellsOf(returned, '名册')).map((row) => row[6])).toStrictEqual([
    '退回原因 reasons',
    '姓名：错了。改',
    '姓名：错了。改',
  ]);
  expect(await read(returned)).toStrictEqual(await read(sent));
});

test('R-403 reasons stand in order among cells that only have a style', async () => {
  const far = { markup: '<c r="REF" s="3"/>' };
  const sent = madeXlsx({
    sheets: [{ name: '名册', rows: [headings, [...goodRow(2), null, far], [...goodRow(3), far, far]] }],
  });
  const returned = await returnedFile(sent, [refusal(2, '姓名'), refusal(3, '姓名')]);
  expect((await cellsOf(returned, '名册')).map((row) => row[6])).toStrictEqual([
    '退回原因 reasons',
    '姓名：错了。改',
    '姓名：错了。改',
  ]);
  // The reader refuses cells that run backwards.
  expect(await read(returned)).toStrictEqual(await read(sent));
});

test('R-403 reasons do not hide inside a merge', async () => {
  const sent = madeXlsx({ sheets: [{ name: '名册', rows: [headings, goodRow(2)], merges: ['F2:G2'] }] });
  const rows = await cellsOf(await returnedFile(sent, [refusal(2, '收款日期')]), '名册');
  expect(rows.map((row) => row[7])).toStrictEqual(['退回原因 reasons', '收款日期：错了。改']);
});

test('R-403 a column is named in the reasons as the sender names it', async () => {
  const called = headings.map((name) => (name === '身份证号' ? '公民身份号码' : name));
  const returned = await returnedFile(Buffer.from(text(called, goodRow(2))), [refusal(2, '身份证号')]);
  expect(textOf(returned)).toContain('公民身份号码：错了。改');
});

test('R-403 a text comes back with the same records, as UTF-8 with its mark', async () => {
  const quoted = rowWith(4, '姓名', '"张 ""三"", 又名""李四"""');
  const sent = [
    '某村名册,,',
    headings.join(','),
    goodRow(3).join(','),
    quoted.map(String).join(','),
    '',
    goodRow(6).join(','),
  ].join('\r');
  const returned = await returnedFile(gb18030(sent), [refusal(4, '姓名'), refusal(6, '')]);
  expect(textOf(returned)).toBe(
    [
      '\uFEFF某村名册',
      `${headings.join(',')},退回原因 reasons`,
      goodRow(3).join(','),
      `${quoted.map(String).join(',')},姓名：错了。改`,
      '',
      `${goodRow(6).join(',')},错了。改`,
      '',
    ].join('\r\n'),
  );
  expect((await read(returned)).rows).toStrictEqual((await read(gb18030(sent))).rows);
});

test('R-403 a name that begins like a formula is harmless in what comes back, and the same when it is sent again', async () => {
  const names = ["=cmd|' /C calc'!A0", '@SUM(1)', '-2+3', '+1', "'=1"];
  const rows = names.map((name, at) => rowWith(at + 2, '姓名', name));
  const sent = Buffer.from(text(headings, ...rows));
  const returned = await returnedFile(sent, [refusal(2, '姓名')]);
  const cells = textOf(returned)
    .replace('\uFEFF', '')
    .split(/[\r\n,]+/);
  expect(cells.filter((cell) => /^[=+\-@\t]/.test(cell))).toStrictEqual([]);
  expect((await read(returned)).rows).toStrictEqual((await read(sent)).rows);
  const workbook = await returnedFile(madeXlsx({ sheets: [{ name: '名册', rows: [headings, ...rows] }] }), [
    refusal(2, ''),
  ]);
  const sheet = (await readXlsx(workbook)).sheets[0]!;
  expect([...(sheet.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toStrictEqual([]);
});

test('R-403 every row of a large workbook can come back', async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => goodRow(at + 2));
  const sent = madeXlsx({ sheets: [{ name: '名册', rows: [headings, ...rows] }] });
  const returned = await returnedFile(
    sent,
    rows.map((_row, at) => refusal(at + 2, '姓名')),
  );
  const reasons = (await cellsOf(returned, '名册')).map((row) => row[6]);
  expect(reasons).toHaveLength(5_001);
  expect(new Set(reasons.slice(1))).toStrictEqual(new Set(['姓名：错了。改']));
});

test('a file that cannot be read cannot be returned', async () => {
  await expect(returnedFile(Buffer.from('%PDF-1.7'), [])).rejects.toThrow('wrong-kind');
});
