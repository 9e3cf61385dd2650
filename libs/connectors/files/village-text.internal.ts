import { isProblem, type Problem } from '@canbao/domain/problem';

import { csvRows } from './csv-rows.internal.ts';
import { fileText } from './file-text.ts';
import { keptCaps, type TableRow } from './table-row.internal.ts';
import { headingRows, villageHeading, type VillageHeading } from './village-heading.internal.ts';

/** A text table with its heading found. */
export type VillageText = { readonly text: string; readonly delimiter: string; readonly heading: VillageHeading };

/** Commas; tabs, as "Unicode text" has them; semicolons, as some regions have them. */
const delimiters = [',', '\t', ';'] as const;

/** Decodes an uploaded CSV and finds delimiter and heading; what a comma finds missing is what is told. */
export function villageText(file: Uint8Array): VillageText | Problem {
  const text = fileText(file);
  if (isProblem(text)) return text;
  let refusal: Problem | undefined;
  for (const delimiter of delimiters) {
    const heading = headingBy(text, delimiter);
    if (!isProblem(heading)) return { text, delimiter, heading };
    if (heading.type.endsWith('/column-twice')) return heading;
    refusal ??= heading;
  }
  return refusal!;
}

function headingBy(text: string, delimiter: string): VillageHeading | Problem {
  const rows: TableRow[] = [];
  const stop = csvRows(text, delimiter, keptCaps, (row) => {
    if (row.row > headingRows) return 'enough';
    rows.push(row);
    return undefined;
  });
  return isProblem(stop) ? stop : villageHeading(rows);
}
