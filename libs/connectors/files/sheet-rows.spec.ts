import fc from 'fast-check';

import { sheetRows } from './sheet-rows.internal.ts';
import type { OddCell, TableRow } from './table-row.internal.ts';

const sheet = Buffer.from(
  [
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?><!-- <row> --><worksheet xmlns:r="a"><cols><col min="1"/></cols><sheetData>',
    '<row r="1" spans="1:3"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>张</t></r><rPh><t>zhang</t></rPh><r><t>三</t></r></is></c></row>',
    '<row r="3"/><row r="5"><c r="B5" s="2"/><c r="C5"><f>A1</f><v>4.5</v></c><c r="D5" t="str"><v>a&amp;b &#x20000;_x000D_<![CDATA[<&]]></v></c></row>',
    '<row><c t=\'b\'><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2019-09-21</v></c></row>',
    '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>\n',
  ].join('\n'),
);

function readIn(pieces: readonly Buffer[]) {
  const rows: TableRow[] = [];
  const merges: string[] = [];
  const scanner = sheetRows(['零', '一'], {
    row: (row) => void rows.push({ ...row, cells: Array.from(row.cells) }),
    merge: (range) => void merges.push(range),
  });
  const stop = pieces.map((piece) => scanner.push(piece)).find(Boolean) ?? scanner.end();
  return { rows, merges, stop };
}

const odd = (kind: OddCell['kind'], text: string, isFormula = false): OddCell => ({ kind, text, isFormula });

test('a sheet is read for what it says', () => {
  expect(readIn([sheet])).toStrictEqual({
    stop: undefined,
    merges: ['A1:B2'],
    rows: [
      { row: 1, isTooWide: false, cells: ['一', undefined, '张三'] },
      {
        row: 5,
        isTooWide: false,
        cells: [undefined, undefined, odd('number', '4.5', true), 'a&b \u{20000}\r<&'],
      },
      {
        row: 6,
        isTooWide: false,
        cells: [odd('boolean', '1'), odd('error', '#N/A'), odd('date', '2019-09-21')],
      },
    ],
  });
});

test('it does not matter where the pieces of a sheet begin', () => {
  const whole = readIn([sheet]);
  fc.assert(
    fc.property(fc.array(fc.nat(sheet.length), { maxLength: 12 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), sheet.length];
      const pieces = edges.slice(1).map((edge, at) => sheet.subarray(edges[at], edge));
      expect(readIn(pieces)).toStrictEqual(whole);
    }),
  );
  expect(readIn(Array.from(sheet, (byte) => Buffer.from([byte])))).toStrictEqual(whole);
});
