import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { csvRows } from './csv-rows.internal.ts';

const caps = { columns: 60, cellChars: 1_000 };
function rowsOf(text: string, delimiter = ',') {
  const rows: { readonly row: number; readonly cells: readonly unknown[] }[] = [];
  const stop = csvRows(text, delimiter, caps, ({ row, cells }) => void rows.push({ row, cells: Array.from(cells) }));
  return stop ?? rows;
}

test('records are numbered as a spreadsheet numbers its rows', () => {
  expect(rowsOf('a,b\r\n\r\n"c\n""d""",e\rf')).toStrictEqual([
    { row: 1, cells: ['a', 'b'] },
    { row: 2, cells: [] },
    { row: 3, cells: ['c\n"d"', 'e'] },
    { row: 4, cells: ['f'] },
  ]);
});

test.each([
  ['a quote that never closes', 'a\n"b', 2],
  ['a quote that closes before more text', 'a\nb\n"c"d', 3],
])('%s is refused with its row', (_harm, text, row) => {
  expect(rowsOf(text)).toMatchObject({ type: '/problems/file/unreadable', row });
});

test('a quote inside a cell is a character', () => {
  expect(rowsOf('a"b,"c"')).toStrictEqual([{ row: 1, cells: ['a"b', 'c'] }]);
});

const cell = fc.stringMatching(/^[a-z张,"\r\n =']{0,8}$/);
const written = (value: string) => (/[,"\r\n]|^ | $/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
test('what csv-parse reads is read, cell by cell', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\r\n', '\n', '\r'),
      (records, lineEnd) => {
        const text = records.map((record) => record.map(written).join(',')).join(lineEnd);
        const reference: string[][] = parse(text, { relax_column_count: true, record_delimiter: lineEnd });
        const rows = rowsOf(text) as { readonly cells: readonly (string | undefined)[] }[];
        const filled = rows.map(({ cells }, at) => reference[at]!.map((_cell, place) => cells[place] ?? ''));
        expect(filled).toStrictEqual(reference);
      },
    ),
  );
});
