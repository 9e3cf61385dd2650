import { madeZip, type MadePart, type Packed } from './made-zip.ts';

/** Text as inline text; or a number, a formula with its value, an entry of the table of texts, an error, raw markup. */
export type MadeCell =
  | string
  | null
  | { readonly number: string; readonly style?: number }
  | { readonly formula: string; readonly value: string }
  | { readonly text: number }
  | { readonly error: string }
  | { readonly markup: string };

export type MadeSheet = {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly MadeCell[])[];
  readonly merges?: readonly string[];
  /** Before the rows, and after them: what else a sheet has. */
  readonly before?: string;
  readonly after?: string;
  /** Instead of all that. */
  readonly packed?: Packed;
  readonly xml?: string;
};

export type MadeWorkbook = {
  readonly sheets: readonly MadeSheet[];
  readonly texts?: readonly string[];
  readonly isFrom1904?: boolean;
  readonly contentType?: string;
  readonly parts?: readonly MadePart[];
  /** Changes the parts of the sheets before they are zipped. */
  readonly twist?: (part: MadePart) => MadePart;
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetMl = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A part of a zip from its text. */
export const madePart = (name: string, text: string): MadePart => ({ name, bytes: Buffer.from(text) });

export const sheetStart = `${declaration}<worksheet xmlns="${main}"><sheetData>`;
export const sheetEnd = '</sheetData></worksheet>';

/** A workbook as small as one can be, made cell by cell. Styles: 1 is text, 2 a date, 3 bold on yellow. */
export function madeXlsx({
  sheets,
  texts = [],
  isFrom1904 = false,
  contentType = `${sheetMl}.sheet.main+xml`,
  parts = [],
  twist = (part) => part,
}: MadeWorkbook): Uint8Array {
  const list = sheets.map(({ name, state }, at) => {
    const shown = state ? ` state="${state}"` : '';
    return `<sheet name="${name}" sheetId="${at + 1}"${shown} r:id="rId${at + 1}"/>`;
  });
  const links = sheets.map((_sheet, at) => link(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  return madeZip([
    madePart('[Content_Types].xml', contentTypes(contentType, sheets.length)),
    madePart('_rels/.rels', linksOf([link('rId1', 'officeDocument', 'xl/workbook.xml')])),
    madePart(
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${isFrom1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    ),
    madePart(
      'xl/_rels/workbook.xml.rels',
      linksOf([
        ...links,
        link('rIdStyles', 'styles', 'styles.xml'),
        link('rIdTexts', 'sharedStrings', '/xl/sharedStrings.xml'),
      ]),
    ),
    madePart('xl/styles.xml', styles),
    madePart('xl/sharedStrings.xml', `${declaration}<sst xmlns="${main}">${texts.map(item).join('')}</sst>`),
    ...sheets.map((sheet, at) => twist(sheetPart(sheet, at))),
    ...parts,
  ]);
}

function sheetPart(sheet: MadeSheet, at: number): MadePart {
  const part = madePart(`xl/worksheets/sheet${at + 1}.xml`, sheet.xml ?? sheetXml(sheet));
  return sheet.packed ? { ...part, packed: sheet.packed } : part;
}

/** The XML of a sheet; an empty row is left out, as spreadsheet programs do. */
export function sheetXml({ rows, merges = [], before = '', after = '' }: MadeSheet): string {
  const lines = rows.map((cells, at) => (cells.length === 0 ? '' : rowMarkup(cells, at + 1)));
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const mergeCells = merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`;
  return `${declaration}<worksheet xmlns="${main}">${before}<sheetData>${lines.join('')}</sheetData>${mergeCells}${after}</worksheet>`;
}

const rowMarkup = (cells: readonly MadeCell[], row: number): string =>
  `<row r="${row}" spans="1:${cells.length}">${cells.map((cell, at) => cellMarkup(cell, `${letter(at)}${row}`)).join('')}</row>`;

/** `A` for 0 and so on; far enough for 61 columns. */
const letter = (at: number): string =>
  (at < 26 ? '' : letter(Math.floor(at / 26) - 1)) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at % 26];

function cellMarkup(cell: MadeCell, reference: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string')
    return `<c r="${reference}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if ('number' in cell) return `<c r="${reference}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
  if ('formula' in cell)
    return `<c r="${reference}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.value)}</v></c>`;
  if ('text' in cell) return `<c r="${reference}" t="s"><v>${cell.text}</v></c>`;
  if ('error' in cell) return `<c r="${reference}" t="e"><v>${cell.error}</v></c>`;
  return cell.markup.replaceAll('REF', reference);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const item = (text: string): string => (text.startsWith('<') ? `<si>${text}</si>` : `<si><t>${escaped(text)}</t></si>`);
const link = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
const linksOf = (links: readonly string[]): string =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`;

function contentTypes(workbook: string, sheets: number): string {
  const override = (part: string, type: string) => `<Override PartName="/xl/${part}.xml" ContentType="${type}"/>`;
  return [
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('workbook', workbook),
    override('styles', `${sheetMl}.styles+xml`),
    override('sharedStrings', `${sheetMl}.sharedStrings+xml`),
    ...Array.from({ length: sheets }, (_, at) => override(`worksheets/sheet${at + 1}`, `${sheetMl}.worksheet+xml`)),
    '</Types>',
  ].join('');
}

const styles = [
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/m/d"/></numFmts>`,
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs></styleSheet>',
].join('');
