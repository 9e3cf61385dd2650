import { cellMarkup, columnLetters } from './cell-markup.internal.ts';
import { prefixOf, sheetMeasures, widenedRow } from './sheet-measures.internal.ts';
import { columnIn, numberIn } from './sheet-rows.internal.ts';
import { type XmlScanner, xmlScanner, type XmlTag } from './xml-scanner.internal.ts';
import { attributeText, findAttribute, isNamed } from './xml-text.internal.ts';

/** Bytes `from` up to `to` of a part become `text`. */
export type Edit = { readonly from: number; readonly to: number; readonly text: string };

export type ColumnOfTexts = {
  /** From 0. */
  readonly column: number;
  readonly headingRow: number;
  readonly texts: ReadonlyMap<number, string>;
};

/** `edits` is full when the scanner has seen the whole part. */
export type SheetEdits = { readonly edits: readonly Edit[]; readonly scanner: XmlScanner };

/**
 * Finds the edits of a worksheet part that put `texts` into a column: the cell where the row has it, in order between
 * its neighbours; what else the column held under its heading is emptied; its width, and the hints that say how wide
 * rows and sheet are. The heading looks like its left neighbour.
 */
export function sheetEdits({ column, headingRow, texts }: ColumnOfTexts): SheetEdits {
  const edits: Edit[] = [];
  const letters = columnLetters(column);
  let row = 0;
  let at = -1;
  let isPlaced = true;
  let prefix = '';
  let style = '';
  let neighbourStyle = '';
  let oldFrom = -1;
  let isInData = false;

  const replace = (from: number, to: number, text: string) => edits.push({ from, to, text });
  const measures = sheetMeasures(column, replace);
  const cellOf = (text: string, own = '') =>
    cellMarkup(`${letters}${row}`, text, own || (row === headingRow ? neighbourStyle : ''), prefix);

  function place(tag: XmlTag): void {
    if (isPlaced) return;
    isPlaced = true;
    replace(tag.at, tag.at, cellOf(texts.get(row)!));
  }

  function startRow(tag: XmlTag): void {
    row = findAttribute(tag, 'r') ? numberIn(tag.bytes, tag.valueFrom, tag.valueTo) : row + 1;
    at = -1;
    neighbourStyle = '';
    isPlaced = !texts.has(row) || tag.isEmpty;
    prefix = prefixOf(tag);
    const widened = isPlaced ? null : widenedRow(tag, column);
    if (widened !== null) replace(tag.at, tag.behind, widened);
  }

  function startCell(tag: XmlTag): void {
    at = findAttribute(tag, 'r') ? columnIn(tag.bytes, tag.valueFrom, tag.valueTo) : at + 1;
    style = attributeText(tag, 's') ?? '';
    if (at > column) place(tag);
    if (at < column) neighbourStyle = style;
    if (at === column) oldFrom = tag.at;
  }

  function endCell(tag: XmlTag): void {
    if (at !== column || oldFrom < 0) return;
    const text = isPlaced ? '' : texts.get(row)!;
    if (row >= headingRow && (text !== '' || !tag.isEmpty)) replace(oldFrom, tag.behind, cellOf(text, style));
    oldFrom = -1;
    isPlaced = true;
  }

  function tag(found: XmlTag): undefined {
    if (isNamed(found, 'sheetData')) isInData = !found.isEnd && !found.isEmpty;
    if (row === 0) measures(found);
    if (!isInData) return undefined;
    if (isNamed(found, 'c')) {
      if (!found.isEnd) startCell(found);
      if (found.isEnd || found.isEmpty) endCell(found);
    } else if (isNamed(found, 'row')) {
      if (found.isEnd) place(found);
      else startRow(found);
    }
    return undefined;
  }

  return { edits, scanner: xmlScanner({ tag, text: () => undefined, cut: () => undefined }) };
}
