import { unreadableWorkbook } from './file-problem.internal.ts';
import { tooLongCell } from './workbook-texts.internal.ts';
import { keptCaps, type OddCell, type Stop, type TableCell, type TableRow } from './table-row.internal.ts';
import { type XmlScanner, xmlScanner, type XmlTag } from './xml-scanner.internal.ts';
import { attributeText, findAttribute, isNamed, xmlText } from './xml-text.internal.ts';

/** The last row that a sheet can have. */
const lastRow = 1_048_576;

/** Whoever reads a sheet. `merge`: `B2:B5`, after the last row. */
export type SheetReader = { row(row: TableRow): Stop; merge?(range: string): Stop };

/** Rows of a worksheet part, in order, one column more than a file may have (the reasons); a row without cells is passed over. Cells hold what the file says, unconverted. */
export function sheetRows(strings: readonly TableCell[], reader: SheetReader): XmlScanner {
  let isInData = false;
  let isWhole = false;
  let row = 0;
  let cells: (TableCell | undefined)[] = [];
  let isTooWide = false;
  const cell = cellOfTags(strings);

  function startRow(tag: XmlTag): Stop {
    const number = findAttribute(tag, 'r') ? numberIn(tag.bytes, tag.valueFrom, tag.valueTo) : row + 1;
    if (!(number > row && number <= lastRow)) return unreadableWorkbook();
    row = number;
    cells = [];
    isTooWide = false;
    cell.startRow();
    return undefined;
  }

  function keep(): Stop {
    const value = cell.value();
    if (value === null) return unreadableWorkbook();
    if (cell.column() >= keptCaps.columns) isTooWide ||= value !== undefined;
    else cells[cell.column()] = value;
    return undefined;
  }

  function inData(tag: XmlTag): Stop {
    if (isNamed(tag, 'c')) {
      if (!tag.isEnd && !cell.start(tag)) return unreadableWorkbook();
      return tag.isEnd || tag.isEmpty ? keep() : undefined;
    }
    if (isNamed(tag, 'row')) {
      if (!tag.isEnd) return startRow(tag);
      return cells.length > 0 || isTooWide ? reader.row({ row, cells, isTooWide }) : undefined;
    }
    if (isNamed(tag, 'sheetData')) isInData = false;
    else cell.tag(tag);
    return undefined;
  }

  const scanner = xmlScanner({
    tag(tag): Stop {
      if (isInData) return inData(tag);
      if (isNamed(tag, 'sheetData')) isInData = !tag.isEmpty;
      else if (isNamed(tag, 'mergeCell') && !tag.isEnd) return reader.merge?.(attributeText(tag, 'ref') ?? '');
      else if (isNamed(tag, 'worksheet')) isWhole = tag.isEnd;
      return undefined;
    },
    text: (bytes, from, to, isRaw) => (isInData ? cell.text(bytes, from, to, isRaw) : undefined),
    cut: () => cell.cut(),
  });
  return { push: scanner.push, end: () => scanner.end() ?? (isWhole ? undefined : unreadableWorkbook()) };
}

/** Puts one cell together from the tags and texts between `<c>` and `</c>`. */
function cellOfTags(strings: readonly TableCell[]) {
  let column = -1;
  let type: number = NUMBER;
  let text = '';
  let index = -1;
  let isReading = false;
  let isAside = false;
  let isFormula = false;
  let isLong = false;

  return {
    column: () => column,
    startRow() {
      column = -1;
    },
    /** False when the cell does not lie right of the one before. */
    start(tag: XmlTag): boolean {
      const next = findAttribute(tag, 'r') ? columnIn(tag.bytes, tag.valueFrom, tag.valueTo) : column + 1;
      const isRight = next > column;
      column = next;
      type = findAttribute(tag, 't') ? typeIn(tag) : NUMBER;
      text = '';
      index = -1;
      isReading = isAside = isFormula = isLong = false;
      return isRight;
    },
    tag(tag: XmlTag): void {
      const isOpen = !tag.isEnd && !tag.isEmpty;
      if (isNamed(tag, 'v') || isNamed(tag, 't')) isReading = isOpen && !isAside;
      else if (isNamed(tag, 'f')) isFormula = true;
      else if (isNamed(tag, 'rPh')) isAside = isOpen;
    },
    text(bytes: Buffer, from: number, to: number, isRaw: boolean): Stop {
      if (!isReading || isLong) return undefined;
      if (type === SHARED) {
        index = numberIn(bytes, from, to);
        return undefined;
      }
      isLong = to - from > keptCaps.cellChars * 10;
      const part = isLong ? '' : xmlText(bytes, from, to, isRaw);
      if (part === null) return unreadableWorkbook();
      text += part;
      isLong ||= text.length > keptCaps.cellChars;
      return undefined;
    },
    cut(): void {
      isLong ||= isReading;
    },
    /** Undefined for an empty cell; null when the text it points to does not exist. */
    value(): TableCell | undefined | null {
      if (isLong) return tooLongCell;
      if (type === SHARED) {
        const found = index === -1 ? undefined : (strings[index] ?? null);
        return isFormula && typeof found === 'string' ? { kind: 'text', text: found, isFormula } : found;
      }
      if (text === '' && !isFormula) return undefined;
      const kind = kinds[type] ?? 'text';
      return kind === 'text' && !isFormula ? text : { kind, text, isFormula };
    },
  };
}

// Types of cells by their first letter; `str` and `inlineStr` are text, `s` points into the table of texts.
const [SHARED, NUMBER] = [0x73, 0x6e] as const;
const kinds: Readonly<Record<number, OddCell['kind']>> = {
  0x6e: 'number',
  0x62: 'boolean',
  0x65: 'error',
  0x64: 'date',
};
const typeIn = ({ bytes, valueFrom, valueTo }: XmlTag): number =>
  bytes[valueFrom] === SHARED && valueTo - valueFrom > 1 ? 0 : bytes[valueFrom]!;

/** Column of `AB12` from 0; a reference without letters lies left of everything. */
export function columnIn(bytes: Buffer, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at += 1) {
    const letter = bytes[at]! | 0x20;
    if (letter < 0x61 || letter > 0x7a) break;
    column = column * 26 + letter - 0x60;
  }
  return column - 1;
}

/** A whole number in ASCII digits; NaN for anything else. */
export function numberIn(bytes: Buffer, from: number, to: number): number {
  let number = to > from ? 0 : Number.NaN;
  for (let at = from; at < to; at += 1) {
    const digit = bytes[at]! - 0x30;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}
