import { randomBytes } from 'node:crypto';

import { type BadFile, goodRow, headings } from './bad-file.ts';
import { madePart, type MadeSheet, madeXlsx, sheetEnd, sheetStart, sheetXml } from './made-xlsx.ts';
import { madeZip, type MadePart, packedMany } from './made-zip.ts';

const list: MadeSheet = { name: '名册', rows: [headings, goodRow(2)] };
const plain = () => madeXlsx({ sheets: [list] });
/** The list, its sheet's part changed. */
const twisted = (change: Partial<MadePart>) => madeXlsx({ sheets: [list], twist: (part) => ({ ...part, ...change }) });

const [listStart, listEnd] = sheetXml(list).split(sheetEnd.slice(0, 12)) as [string, string];
const cellStart = `${listStart}<row r="3"><c r="B3" t="inlineStr"><is><t>`;
const cellEnd = `</t></is></c></row></sheetData>${listEnd}`;
const mega = Buffer.alloc(1_000_000, 'x');
/** A sheet of so many MB in one cell, built nowhere. */
const bigCell = (block: Buffer, megabytes: number) => packedMany(cellStart, block, megabytes, cellEnd);
/** A hundredth of it cannot be packed: just under the ratio. */
const stubborn = () => Buffer.from(mega.toString().replace(/^x{20000}/, randomBytes(10_000).toString('hex')));

const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';

/** Zips that are broken, hostile or not workbooks at all. */
export const badArchives: readonly BadFile[] = [
  {
    about: 'a zip cut off on the way',
    name: '截断.xlsx',
    make: () => plain().subarray(0, -200),
    answer: { type: 'zip-broken' },
  },
  {
    about: 'the first two bytes of a zip',
    name: '两字节.xlsx',
    make: () => Buffer.from('PK'),
    answer: { type: 'zip-broken' },
  },
  {
    about: 'a sheet with a changed byte',
    name: '校验不符.xlsx',
    make: () => twisted({ claimedCrc: 1 }),
    answer: { type: 'zip-broken' },
  },
  {
    about: 'a sheet with another name inside',
    name: '名称不符.xlsx',
    make: () => twisted({ localName: 'xl/worksheets/sheet9.xml' }),
    answer: { type: 'zip-broken' },
  },
  {
    about: '600 MB in one cell, honestly',
    name: '六百兆.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, packed: bigCell(mega, 600) }] }),
    answer: { type: 'zip-bomb', says: '200 MB' },
  },
  {
    about: '600 MB in one cell, said to be 900 kB',
    name: '六百兆谎报.xlsx',
    make: () =>
      madeXlsx({
        sheets: [{ ...list, packed: bigCell(mega, 600) }],
        twist: (part) => ({ ...part, claimedBytes: 900_000 }),
      }),
    answer: { type: 'zip-bomb', says: '声明' },
  },
  {
    about: '150 MB in one cell, within every cap',
    name: '一百五十兆.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, packed: bigCell(stubborn(), 150) }] }),
    answer: { taken: [2], problems: ['3 姓名', '3 身份证号', '3 收据号', '3 金额(元)', '3 收款日期'], says: '过长' },
  },
  {
    about: 'blank cells packed a thousand to one',
    name: '空白行.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, packed: packedMany(sheetStart, mega, 20, sheetEnd) }] }),
    answer: { type: 'zip-bomb', says: '100' },
  },
  {
    about: '1.5 million rows',
    name: '一百五十万行.xlsx',
    make: manyRows,
    answer: { type: 'too-many', says: '100000 行' },
  },
  {
    about: '201 parts',
    name: '部件过多.xlsx',
    make: () =>
      madeXlsx({ sheets: [list], parts: Array.from({ length: 194 }, (_, at) => madePart(`xl/media/${at}.txt`, 'x')) }),
    answer: { type: 'zip-bomb', says: '201' },
  },
  {
    about: 'an encrypted part',
    name: '加密.xlsx',
    make: () => twisted({ isEncrypted: true }),
    answer: { type: 'encrypted' },
  },
  {
    about: 'a workbook behind a password',
    name: '密码.xlsx',
    make: () => Buffer.concat([oldHead, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le')]),
    answer: { type: 'encrypted' },
  },
  {
    about: 'a workbook of before 2007',
    name: '旧版.xlsx',
    make: () => Buffer.concat([oldHead, Buffer.alloc(504), Buffer.from('Workbook', 'utf16le')]),
    answer: { type: 'old-workbook' },
  },
  {
    about: 'a PDF',
    name: '名册.xlsx',
    make: () => Buffer.from('%PDF-1.7\n%âãÏÓ\n'),
    answer: { type: 'wrong-kind', says: 'PDF' },
  },
  {
    about: 'a page of the web',
    name: '导出.xls',
    make: () => Buffer.from('<html><table><tr><td>身份证号</td></tr></table></html>'),
    answer: { type: 'wrong-kind', says: 'HTML' },
  },
  {
    about: 'a picture',
    name: '照片.xlsx',
    make: () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    answer: { type: 'wrong-kind' },
  },
  {
    about: 'a text document',
    name: '文档.xlsx',
    make: () => madeZip([madePart('[Content_Types].xml', '<Types/>'), madePart('word/document.xml', '<document/>')]),
    answer: { type: 'wrong-kind' },
  },
  {
    about: 'a zip in the zip',
    name: '套娃.xlsx',
    make: () => madeXlsx({ sheets: [list], parts: [{ name: 'xl/media/image1.png', bytes: plain(), isStored: true }] }),
    answer: { type: 'nested-archive' },
  },
  {
    about: 'a workbook in the workbook',
    name: '套娃二.xlsx',
    make: () => madeXlsx({ sheets: [list], parts: [madePart('xl/media/inner.xlsx', 'x')] }),
    answer: { type: 'nested-archive' },
  },
  ...['../../etc/passwd', '/etc/passwd', 'xl\\media\\a', 'c:/a'].map((name): BadFile => ({
    about: `a part called ${name}`,
    name: '路径.xlsx',
    make: () => madeXlsx({ sheets: [list], parts: [madePart(name, 'x')] }),
    answer: { type: 'unsafe-path' },
  })),
  {
    about: 'entities that grow',
    name: '实体.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, xml: sheetXml(list).replace('<worksheet', `${doctype}<worksheet`) }] }),
    answer: { type: 'doctype' },
  },
  {
    about: 'an entity that nobody declared',
    name: '未知实体.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, xml: sheetXml(list).replace('张三', '&张三;') }] }),
    answer: { type: 'unreadable' },
  },
  {
    about: 'a sheet that ends in the middle',
    name: '半张表.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, xml: sheetXml(list).slice(0, -30) }] }),
    answer: { type: 'unreadable' },
  },
  {
    about: 'a cell that points nowhere',
    name: '悬空.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, rows: [headings, [...goodRow(2).slice(0, 5), { text: 7 }]] }] }),
    answer: { type: 'unreadable' },
  },
  {
    about: 'rows that run backwards',
    name: '倒序行号.xlsx',
    make: () => madeXlsx({ sheets: [{ ...list, xml: sheetXml(list).replace('<row r="2"', '<row r="1"') }] }),
    answer: { type: 'unreadable' },
  },
  {
    about: 'more than 10 MB',
    name: '太大.xlsx',
    make: () => new Uint8Array(10_000_001).fill(0x50),
    answer: { type: 'too-large' },
  },
];

const oldHead = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** 1.5 million short rows of different numbers, 7 MB packed: within the caps of the zip, not of a list. */
function manyRows(): Uint8Array {
  const rows = Array.from({ length: 10_000 }, () => {
    const number = randomBytes(4).readUInt32LE(0) % 90_000_000;
    return `<row><c><v>${number + 10_000_000}</v></c></row>`;
  });
  return madeXlsx({
    sheets: [{ ...list, packed: packedMany(listStart, Buffer.from(rows.join('')), 150, `</sheetData>${listEnd}`) }],
  });
}
