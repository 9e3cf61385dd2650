import { isProblem, type Problem } from '@canbao/domain/problem';

import { fileProblem } from './file-problem.internal.ts';
import { feedEntry } from './inflated-pieces.internal.ts';
import { fileCaps } from './file-caps.ts';
import { workbookTexts } from './workbook-texts.internal.ts';
import { sheetRows } from './sheet-rows.internal.ts';
import type { TableCell, TableRow } from './table-row.internal.ts';
import { headingRows, missingCount, villageHeading, type VillageHeading } from './village-heading.internal.ts';
import { type SheetPart, workbookParts, type WorkbookParts } from './workbook-parts.internal.ts';
import type { ZipEntry } from './zip-directory.internal.ts';

/** The one visible sheet of a workbook that has the heading. */
export type VillageSheet = {
  readonly parts: WorkbookParts;
  readonly entry: ZipEntry;
  readonly heading: VillageHeading;
  readonly strings: readonly TableCell[];
};

/** Finds the sheet to read: the first rows of every visible sheet are looked at; two with the heading are refused. */
export async function villageSheet(file: Uint8Array): Promise<VillageSheet | Problem> {
  const parts = await workbookParts(file);
  if (isProblem(parts)) return parts;
  const strings = await stringsOf(parts);
  if (isProblem(strings)) return strings;
  const found: (SheetPart & { readonly heading: VillageHeading })[] = [];
  let nearest: Problem | undefined;
  for (const sheet of parts.sheets) {
    const rows = await firstRows(parts.file, sheet, strings);
    if (isProblem(rows)) return rows;
    const heading = villageHeading(rows);
    if (!isProblem(heading)) found.push({ ...sheet, heading });
    else if (nearest === undefined || missingCount(heading) < missingCount(nearest)) nearest = heading;
  }
  const [first, second] = found;
  if (second) return severalSheets(found.map(({ name }) => name));
  if (first) return { parts, entry: first.entry, heading: first.heading, strings };
  return nearest!;
}

async function stringsOf({ file, strings: entry }: WorkbookParts): Promise<readonly TableCell[] | Problem> {
  const strings: TableCell[] = [];
  if (entry === null) return strings;
  const scanner = workbookTexts(strings, fileCaps.cellChars);
  const stop = await feedEntry(file, entry, scanner);
  return stop === undefined || stop === 'enough' ? strings : stop;
}

async function firstRows(
  file: Buffer,
  { entry }: SheetPart,
  strings: readonly TableCell[],
): Promise<readonly TableRow[] | Problem> {
  const rows: TableRow[] = [];
  const scanner = sheetRows(strings, {
    row(row) {
      if (row.row > headingRows) return 'enough';
      rows.push(row);
      return undefined;
    },
  });
  const stop = await feedEntry(file, entry, scanner);
  return isProblem(stop) ? stop : rows;
}

const severalSheets = (names: readonly string[]): Problem =>
  fileProblem('several-sheets', 422, [
    '多个工作表都有表头 several sheets',
    `这些工作表都有表头：${names.join('、')}。 Several sheets have the heading: ${names.join(', ')}.`,
    '一个文件只放一张名册，请拆分或删除其余工作表。 One list in one file: split it or delete the other sheets.',
  ]);
