import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import { returnedFile } from '@canbao/connectors/files/returned-file';
import { villageTemplate } from '@canbao/connectors/files/village-template';
import { isProblem } from '@canbao/domain/problem';

import { headings } from './bad-file.ts';
import { convertedFiles } from './converted-files.ts';
import { villageWorkbookBytes } from './village-workbook.ts';

const refused = [
  { row: 4, column: '姓名', why: '与户口簿不符', remedy: '照身份证填写' },
  { row: 9, column: '身份证号', why: '号码已失真', remedy: '重新填写' },
];
const tableOf = (csv: Buffer | undefined) =>
  csv!
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

test('R-403 a returned file opens in LibreOffice and is the sent one but for the reasons', async () => {
  const sent = villageWorkbookBytes();
  const savedAgain = convertedFiles('xlsx', { 'sent.xlsx': sent })['sent.xlsx']!;
  const read = await readVillageFile(sent);
  expect(isProblem(read)).toBe(false);
  expect(await readVillageFile(savedAgain)).toStrictEqual(read);

  const shown = convertedFiles('csv', {
    'sent.xlsx': sent,
    'returned.xlsx': await returnedFile(sent, refused),
    'saved.xlsx': savedAgain,
    'saved-returned.xlsx': await returnedFile(savedAgain, refused),
    'returned-text.csv': await returnedFile(Buffer.from([headings.join(','), '王,=1+1,,,,'].join('\n')), refused),
    'template.xlsx': await villageTemplate({ agent: 'A101-7', rows: 3 }),
  });
  for (const name of ['', 'saved-']) {
    const before = tableOf(shown[`${name === '' ? 'sent' : 'saved'}-名册.csv`]);
    const after = tableOf(shown[`${name}returned-名册.csv`]);
    expect(after.map((row) => row.slice(0, -1))).toStrictEqual(before);
    const reasons = after.map((row, at) => [at + 1, row.at(-1)!] as const).filter(([, reason]) => reason !== '');
    expect(reasons).toStrictEqual([
      [3, '退回原因 reasons'],
      [4, '姓名：与户口簿不符。照身份证填写'],
      [9, '身份证号：号码已失真。重新填写'],
    ]);
    expect(shown[`${name}returned-封面.csv`]).toStrictEqual(shown[`${name === '' ? 'sent' : 'saved'}-封面.csv`]);
  }
  expect(tableOf(shown['template-名册.csv'])).toMatchObject([[...headings, '行标识'], {}, {}, {}]);
  // A spreadsheet did not run what began like a formula.
  expect(tableOf(Object.entries(shown).find(([name]) => name.startsWith('returned-text'))?.[1])[1]![1]).toBe("'=1+1");
}, 120_000);
