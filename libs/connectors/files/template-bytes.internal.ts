import { randomBytes } from 'node:crypto';

import { cellMarkup, columnLetters, markupText } from './cell-markup.internal.ts';
import { textPart, zipFile } from './zip-file.internal.ts';

/** Widths in characters of the sheet's font. */
const columns = [
  { name: '身份证号', width: 22 },
  { name: '姓名', width: 12 },
  { name: '村民小组', width: 12 },
  { name: '收据号', width: 18 },
  { name: '金额(元)', width: 10 },
  { name: '收款日期', width: 13 },
] as const;
const keyName = '行标识';
const keyWidth = 30;

/**
 * The template of `villageTemplate`, made on the thread it is called on. Columns as well as cells are typed as text
 * (format 49, `@`): a number typed below the last prepared row stays a text too.
 */
export function templateBytes(agent: string, rows: number): Uint8Array<ArrayBuffer> {
  return zipFile([
    textPart('[Content_Types].xml', contentTypes),
    textPart('_rels/.rels', links([['officeDocument', 'xl/workbook.xml']])),
    textPart('xl/workbook.xml', workbook),
    textPart(
      'xl/_rels/workbook.xml.rels',
      links([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ),
    textPart('xl/styles.xml', styles),
    textPart('xl/worksheets/sheet1.xml', sheet(agent, rows)),
  ]);
}

const [textStyle, headingStyle] = ['1', '2'] as const;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = 'http://schemas.openxmlformats.org';
const main = `${schemas}/spreadsheetml/2006/main`;
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function sheet(agent: string, rows: number): string {
  const template = randomBytes(8).toString('hex').toUpperCase();
  const keyColumn = columnLetters(columns.length);
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${textStyle}" customWidth="1"/>`,
  );
  const key = `<col min="${columns.length + 1}" max="${columns.length + 1}" width="${keyWidth}" style="${textStyle}" hidden="1" customWidth="1"/>`;
  const names = [...columns.map(({ name }) => name), keyName];
  const heading = names.map((name, at) => cellMarkup(`${columnLetters(at)}1`, name, headingStyle)).join('');
  const body = Array.from({ length: rows }, (_, index) => {
    const blanks = columns.map((_column, at) => cellMarkup(`${columnLetters(at)}${index + 2}`, '', textStyle)).join('');
    const rowKey = cellMarkup(`${keyColumn}${index + 2}`, `${agent}-${template}-${index + 1}`, textStyle);
    return `<row r="${index + 2}">${blanks}${rowKey}</row>`;
  });
  return [
    `${declaration}<worksheet xmlns="${main}"><dimension ref="A1:${keyColumn}${rows + 1}"/>`,
    '<sheetViews><sheetView workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${widths.join('')}${key}</cols><sheetData><row r="1">${heading}</row>${body.join('')}</sheetData></worksheet>`,
  ].join('');
}

const links = (targets: readonly (readonly [kind: string, target: string])[]): string => {
  const each = targets.map(
    ([kind, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${schemas}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">${each.join('')}</Relationships>`;
};

const contentTypes = [
  `${declaration}<Types xmlns="${schemas}/package/2006/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>`,
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/>`,
  `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/></Types>`,
].join('');

const workbook = [
  `${declaration}<workbook xmlns="${main}" xmlns:r="${schemas}/officeDocument/2006/relationships">`,
  `<sheets><sheet name="${markupText('名册')}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
].join('');

const styles = [
  `${declaration}<styleSheet xmlns="${main}">`,
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
