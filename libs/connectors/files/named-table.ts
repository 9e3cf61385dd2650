import { isProblem, type Problem } from '@canbao/domain/problem';

import { csvRecords } from './csv-records.ts';
import { fileCaps } from './file-caps.ts';
import { fileText } from './file-text.ts';
import type { RowProblem } from './row-problem.ts';

/** A data row: its cells by column name. `row` 1 = the first after the heading; empty lines do not count. */
export type NamedRow<Column extends string> = {
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
};

export type NamedTable<Column extends string> = {
  readonly rows: readonly NamedRow<Column>[];
  /** Rows with a cell over the cap, a NUL, or more cells than headings: they are in no `rows`. */
  readonly problems: readonly RowProblem[];
};

/** A CSV table whose columns are found by name, in any order; other columns are passed over. Refused when one is missing. */
export function namedTable<Column extends string>(
  file: string | Uint8Array,
  columns: readonly Column[],
): NamedTable<Column> | Problem {
  const text = fileText(file);
  if (isProblem(text)) return text;
  const parsed = csvRecords(text, {
    records: fileCaps.rows + 2,
    recordChars: fileCaps.columns * (fileCaps.cellChars + 3),
  });
  if (parsed.status === 'broken') return broken(parsed.line);
  const [heading = [], ...records] = parsed.records;
  const names = heading.map(plainHeading);
  const missing = columns.filter((column) => !names.includes(plainHeading(column)));
  if (missing.length > 0) return missingColumn(missing);
  const twice = columns.find(
    (column) => names.indexOf(plainHeading(column)) !== names.lastIndexOf(plainHeading(column)),
  );
  if (twice) return columnTwice(twice);
  if (names.length > fileCaps.columns) return overCap(`列数 ${names.length}，上限 ${fileCaps.columns}`);
  if (records.length > fileCaps.rows) return overCap(`数据超过 ${fileCaps.rows} 行`);
  const places = columns.map((column) => [column, names.indexOf(plainHeading(column))] as const);
  const rows: NamedRow<Column>[] = [];
  const problems: RowProblem[] = [];
  for (const [index, record] of records.entries()) {
    const problem = rowProblem(record, names, index + 1);
    if (problem) problems.push(problem);
    else rows.push({ row: index + 1, cells: cellsByName(record, places) });
  }
  return { rows, problems };
}

/** Headings are compared without spaces and with either kind of bracket: a spreadsheet's input method chooses them. */
const plainHeading = (name: string): string =>
  name.replaceAll(/\s/g, '').replaceAll('\uff08', '(').replaceAll('\uff09', ')');

function rowProblem(record: readonly string[], names: readonly string[], row: number): RowProblem | null {
  if (record.slice(names.length).some((cell) => cell !== ''))
    return {
      row,
      column: '',
      why: `本行有 ${record.length} 格，表头只有 ${names.length} 列`,
      remedy: '含逗号的内容请加引号',
    };
  const place = record.findIndex((cell) => cell.length > fileCaps.cellChars || cell.includes('\0'));
  if (place < 0) return null;
  return {
    row,
    column: names[place] ?? '',
    why: `内容过长或含有不可见字符`,
    remedy: `请删减到 ${fileCaps.cellChars} 字以内`,
  };
}

function cellsByName<Column extends string>(
  record: readonly string[],
  places: readonly (readonly [Column, number])[],
): Record<Column, string> {
  const cells: Partial<Record<Column, string>> = {};
  for (const [column, place] of places) cells[column] = withoutGuard(record[place] ?? '');
  // Every column was given a cell in the loop above.
  return cells as Record<Column, string>;
}

/** Our exports write `'` before a cell that a spreadsheet would run as a formula; exactly that is taken off again. */
const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r\0]/.test(cell) ? cell.slice(1) : cell);

const refusal = (why: string, title: string, detail: string, remedy: string): Problem => ({
  type: `/problems/file/${why}`,
  status: 422,
  title,
  detail,
  remedy,
});
const broken = (line: number) =>
  refusal('unreadable', '文件无法读取', `第 ${line} 行的引号不成对或内容过长`, '请修正该行后重新上传');
const missingColumn = (missing: readonly string[]): Problem => ({
  ...refusal('missing-column', '缺少列', `表头缺少：${missing.join('、')}`, '请使用下发的模板，不要改动表头'),
  ...(missing[0] === undefined ? {} : { field: missing[0] }),
});
const columnTwice = (column: string): Problem => ({
  ...refusal('column-twice', '列重复', `表头「${column}」出现两次`, '请只保留一列'),
  field: column,
});
const overCap = (detail: string) => refusal('too-many', '文件过大', detail, '请拆分后分别上传');
