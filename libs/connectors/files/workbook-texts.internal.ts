import { unreadableWorkbook } from './file-problem.internal.ts';
import type { OddCell, Stop, TableCell } from './table-row.internal.ts';
import type { XmlScanner } from './xml-scanner.internal.ts';
import { xmlScanner } from './xml-scanner.internal.ts';
import { isNamed, xmlText } from './xml-text.internal.ts';
import { zipBomb } from './zip-directory.internal.ts';

/** Longer than a cell of a file may be: it has no text here. */
export const tooLongCell: OddCell = { kind: 'too-long', text: '', isFormula: false };

const mostStrings = 2_000_000;

/** Collects the workbook's table of texts into `strings`. Runs of rich text are joined, reading aids (rPh) left out. */
export function workbookTexts(strings: TableCell[], cellChars: number): XmlScanner {
  let text = '';
  let isReading = false;
  let isAside = false;
  let isLong = false;
  const finish = () => {
    strings.push(isLong || text.length > cellChars ? tooLongCell : text);
    text = '';
    isLong = false;
  };
  return xmlScanner({
    tag(tag): Stop {
      if (isNamed(tag, 't')) isReading = !tag.isEnd && !tag.isEmpty && !isAside;
      else if (isNamed(tag, 'rPh')) isAside = !tag.isEnd && !tag.isEmpty;
      else if (isNamed(tag, 'si') && (tag.isEnd || tag.isEmpty)) finish();
      return strings.length > mostStrings ? zipBomb('不同的文字过多。 Too many different texts.') : undefined;
    },
    text(bytes, from, to, isRaw): Stop {
      if (!isReading || isLong) return undefined;
      isLong = text.length > cellChars || to - from > cellChars * 10;
      if (isLong) return undefined;
      const part = xmlText(bytes, from, to, isRaw);
      if (part === null) return unreadableWorkbook();
      text += part;
      return undefined;
    },
    cut() {
      isLong ||= isReading;
    },
  });
}
