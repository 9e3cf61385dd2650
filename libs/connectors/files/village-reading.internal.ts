import { isProblem, type Problem } from '@canbao/domain/problem';

import { csvRows } from './csv-rows.internal.ts';
import { fileKind } from './file-kind.internal.ts';
import { feedEntry } from './inflated-pieces.internal.ts';
import { mergedCells } from './merged-cells.internal.ts';
import { sheetRows } from './sheet-rows.internal.ts';
import { keptCaps } from './table-row.internal.ts';
import type { VillageFile } from './village-file.ts';
import { villageRows } from './village-rows.internal.ts';
import { villageSheet } from './village-sheet.internal.ts';
import { villageText } from './village-text.internal.ts';

/**
 * Reads a village file on the thread it is called on: `readVillageFile` calls it on one of its own. The XML is read by
 * our own scanner: hucre's stream knows neither formulas nor merges nor hidden sheets, and its whole-file reader and its
 * table of texts took 500 MB for 86,258 rows; this takes 120 MB and as long. The specs read with hucre what we write.
 */
export async function villageReading(file: Uint8Array): Promise<VillageFile | Problem> {
  const kind = fileKind(file);
  if (isProblem(kind)) return kind;
  return kind === 'xlsx' ? readSheet(file) : readText(file);
}

async function readSheet(file: Uint8Array): Promise<VillageFile | Problem> {
  const sheet = await villageSheet(file);
  if (isProblem(sheet)) return sheet;
  const { heading, parts, strings } = sheet;
  const village = villageRows({ kind: 'xlsx', heading, isFrom1904: parts.isFrom1904 });
  const merged = mergedCells(heading);
  const scanner = sheetRows(strings, {
    row: (row) => (row.row > heading.row ? village.take(row) : undefined),
    merge: merged.take,
  });
  const stop = await feedEntry(parts.file, sheet.entry, scanner);
  if (isProblem(stop)) return stop;
  return { kind: 'xlsx', total: village.total(), ...merged.apply(village) };
}

function readText(file: Uint8Array): VillageFile | Problem {
  const found = villageText(file);
  if (isProblem(found)) return found;
  const { heading } = found;
  const village = villageRows({ kind: 'csv', heading, isFrom1904: false });
  const stop = csvRows(found.text, found.delimiter, keptCaps, (row) =>
    row.row > heading.row ? village.take(row) : undefined,
  );
  if (isProblem(stop)) return stop;
  return { kind: 'csv', total: village.total(), rows: village.rows, problems: village.problems };
}
