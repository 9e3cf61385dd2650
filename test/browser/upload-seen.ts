import { readFileSync } from 'node:fs';
import { checkDigitOf } from '@canbao/domain/id-number';
import { streamXlsxRows, writeXlsx } from 'hucre/xlsx';
import type { ConsolePerson } from './console-browser.ts';

const first17 = '41999919850203095';
const heads = ['公民身份号码', '姓名', '组别', '收据编号', '金额', '缴费日期'];

/**
 * R-403, on an agent's phone: a workbook with one good row and one whose number a numeric cell has destroyed. The good
 * one is taken, the file comes back with the reason, and sent again under another name it is the same file.
 */
export async function uploadSeen(phone: ConsolePerson, receipt: string): Promise<void> {
  const { page } = phone;
  const workbook = await workbookOf([
    heads,
    [first17 + checkDigitOf(first17), '=cmd|试', '2组', receipt, '250.00', '2019-10-04'],
    [419999198502030900, '郑试样', '2组', 'SC2020-00000001', 250, '2019-10-04'],
  ]);
  const file = { name: '二组名册.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(workbook) };
  await phone.open('/agent');
  await phone.press('上传名册');
  await page.locator('input[type=file]').setInputFiles(file);
  const result = page.locator('[data-testid=file-result][data-state=taken]');
  expect(await phone.read(result)).toMatch(/收下\s*1\s*\+\s*退回\s*1\s*\+\s*先前已有\s*0\s*=\s*2/);
  expect(await phone.read(result)).toMatch(/第 3 行/);
  await phone.shoot('upload');
  const fetched = page.waitForEvent('download');
  await page.getByRole('link', { name: '取退回的名册' }).click();
  const returned = await rowsOf(readFileSync(await (await fetched).path()));
  expect(returned.map((row) => row.slice(0, heads.length))).toStrictEqual(await rowsOf(workbook));
  expect([returned[1]?.[6] ?? null, String(returned[2]?.[6])]).toStrictEqual([null, expect.stringMatching(/文本/)]);
  await page.locator('input[type=file]').setInputFiles({ ...file, name: '再传一次.xlsx' });
  expect(await phone.read(result)).toMatch(/收下\s*1\s*\+\s*退回\s*1/);
}

const workbookOf = (rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: '二组', rows: rows.map((row) => [...row]) }] });

async function rowsOf(workbook: Uint8Array): Promise<readonly (readonly unknown[])[]> {
  const rows: unknown[][] = [];
  for await (const { values } of streamXlsxRows(workbook)) rows.push(values);
  return rows;
}
