import { columnLetters } from './cell-markup.internal.ts';
import { columnIn } from './sheet-rows.internal.ts';
import type { XmlTag } from './xml-scanner.internal.ts';
import { attributeText, isNamed } from './xml-text.internal.ts';

/** Wide enough for one reason, in characters. */
const columnWidth = 60;

/** A tag as it is written. */
const tagMarkup = ({ bytes, from, at, behind }: XmlTag): string => bytes.toString('utf8', from, from + behind - at);

/**
 * What stands before the rows and knows of columns: gives `column` (from 0) a width, whatever width or hiding covered
 * it before, and lets the sheet's dimension reach it. `replace` is told the edits in order.
 */
export function sheetMeasures(column: number, replace: (from: number, to: number, text: string) => void) {
  let hasWidth = false;
  const number = column + 1;
  const width = (prefix: string) =>
    `<${prefix}col min="${number}" max="${number}" width="${columnWidth}" customWidth="1"/>`;

  function takeWidth(tag: XmlTag): void {
    const [min, max] = ['min', 'max'].map((name) => Number(attributeText(tag, name))) as [number, number];
    if (hasWidth || max < number) return;
    hasWidth = true;
    if (min > number) return replace(tag.at, tag.at, width(prefixOf(tag)));
    const part = (from: number, to: number) => (from > to ? '' : withRange(tagMarkup(tag), from, to));
    replace(tag.at, tag.behind, part(min, column) + width(prefixOf(tag)) + part(number + 1, max));
  }

  function takeDimension(tag: XmlTag): void {
    const reference = attributeText(tag, 'ref');
    const parts = /^([A-Z]+\d+):([A-Z]+)(\d+)$/.exec(reference ?? '');
    if (parts === null) return;
    const end = Buffer.from(parts[2]!, 'latin1');
    if (columnIn(end, 0, end.length) >= column) return;
    const grown = `"${parts[1]}:${columnLetters(column)}${parts[3]}"`;
    replace(tag.at, tag.behind, tagMarkup(tag).replace(`"${reference}"`, grown));
  }

  return function take(tag: XmlTag): void {
    if (isNamed(tag, 'dimension') && !tag.isEnd) takeDimension(tag);
    else if (isNamed(tag, 'col') && !tag.isEnd) takeWidth(tag);
    else if (isNamed(tag, 'cols') && tag.isEnd && !hasWidth) {
      hasWidth = true;
      replace(tag.at, tag.at, width(prefixOf(tag)));
    } else if (isNamed(tag, 'sheetData') && !tag.isEnd && !hasWidth) {
      hasWidth = true;
      const prefix = prefixOf(tag);
      replace(tag.at, tag.at, `<${prefix}cols>${width(prefix)}</${prefix}cols>`);
    }
  };
}

/** A row's tag with its hint of how far it reaches moved out to `column`; null when it reaches that far or says nothing. */
export function widenedRow(tag: XmlTag, column: number): string | null {
  const spans = attributeText(tag, 'spans');
  const parts = /^(\d+):(\d+)$/.exec(spans ?? '');
  if (parts === null || Number(parts[2]) > column) return null;
  return tagMarkup(tag).replace(`"${spans}"`, `"${parts[1]}:${column + 1}"`);
}

/** `x:` of `<x:row>`; empty for `<row>`. */
export const prefixOf = ({ bytes, from, nameFrom, isEnd }: XmlTag): string =>
  bytes.toString('latin1', from + (isEnd ? 2 : 1), nameFrom);

const withRange = (tag: string, min: number, max: number): string =>
  tag.replace(/\bmin="\d+"/, `min="${min}"`).replace(/\bmax="\d+"/, `max="${max}"`);
