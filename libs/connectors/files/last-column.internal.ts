import { isProblem, type Problem } from '@canbao/domain/problem';

import { feedEntry } from './inflated-pieces.internal.ts';
import { columnIn } from './sheet-rows.internal.ts';
import { xmlScanner } from './xml-scanner.internal.ts';
import { attributeText, findAttribute, isNamed } from './xml-text.internal.ts';
import type { ZipEntry } from './zip-directory.internal.ts';

/** The last column of a sheet that holds anything or lies in a merge, from 0; cells that only have a style do not count. */
export async function lastColumn(file: Buffer, entry: ZipEntry): Promise<number | Problem> {
  let last = -1;
  let column = -1;
  const scanner = xmlScanner({
    tag(tag) {
      if (isNamed(tag, 'row')) column = -1;
      else if (isNamed(tag, 'c') && !tag.isEnd) {
        column = findAttribute(tag, 'r') ? columnIn(tag.bytes, tag.valueFrom, tag.valueTo) : column + 1;
        if (!tag.isEmpty) last = Math.max(last, column);
      } else if (isNamed(tag, 'mergeCell') && !tag.isEnd) {
        const end = Buffer.from(attributeText(tag, 'ref')?.split(':').at(-1) ?? '', 'latin1');
        last = Math.max(last, columnIn(end, 0, end.length));
      }
      return undefined;
    },
    text: () => undefined,
    cut: () => undefined,
  });
  const stop = await feedEntry(file, entry, scanner);
  return isProblem(stop) ? stop : last;
}
