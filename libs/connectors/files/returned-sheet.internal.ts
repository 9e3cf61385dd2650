import { isProblem, type Problem } from '@canbao/domain/problem';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

import { feedEntry, inflatedPieces } from './inflated-pieces.internal.ts';
import { lastColumn } from './last-column.internal.ts';
import type { RowProblem } from './row-problem.ts';
import { reasonsHeading, rowReasons } from './row-reasons.internal.ts';
import { type Edit, sheetEdits } from './sheet-edits.internal.ts';
import { villageSheet } from './village-sheet.internal.ts';
import type { ZipEntry } from './zip-directory.internal.ts';
import { samePart, zipFile, type ZipPart } from './zip-file.internal.ts';

/**
 * The workbook as it was, with the reasons in one more last column of its sheet. The sheet's XML is read three times:
 * for its last column, for the places to edit, and to write it. Every other part is copied as it is packed.
 */
export async function returnedSheet(
  bytes: Uint8Array,
  refused: readonly RowProblem[],
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const sheet = await villageSheet(bytes);
  if (isProblem(sheet)) return sheet;
  const { entry, heading, parts } = sheet;
  const earlier = heading.places.get('退回原因');
  const last = earlier === undefined ? await lastColumn(parts.file, entry) : earlier - 1;
  if (isProblem(last)) return last;
  const texts = new Map([...rowReasons(refused, heading), [heading.row, reasonsHeading]]);
  const { edits, scanner } = sheetEdits({ column: last + 1, headingRow: heading.row, texts });
  const stop = await feedEntry(parts.file, entry, scanner);
  if (isProblem(stop)) return stop;
  const edited = await editedPart(parts.file, entry, edits);
  return zipFile(parts.entries.map((each) => (each === entry ? edited : samePart(parts.file, each))));
}

async function editedPart(file: Buffer, entry: ZipEntry, edits: readonly Edit[]): Promise<ZipPart> {
  let crc = 0;
  let unpackedBytes = 0;
  async function* counted() {
    for await (const piece of editedPieces(inflatedPieces(file, entry), edits)) {
      crc = crc32(piece, crc);
      unpackedBytes += piece.length;
      yield piece;
    }
  }
  const packed: Buffer[] = [];
  const deflated = Readable.from(counted(), { objectMode: false }).pipe(createDeflateRaw());
  for await (const piece of deflated) packed.push(piece);
  return { name: entry.name, isDeflated: true, crc, unpackedBytes, packed: Buffer.concat(packed) };
}

/** Pieces with `edits` made, which come in order and never overlap; one may reach from piece to piece. */
async function* editedPieces(pieces: AsyncIterable<Buffer>, edits: readonly Edit[]): AsyncGenerator<Buffer> {
  let start = 0;
  let done = 0;
  let next = 0;
  for await (const piece of pieces) {
    const end = start + piece.length;
    const out: Buffer[] = [];
    for (; next < edits.length && edits[next]!.from < end; next += 1) {
      const { from, to, text } = edits[next]!;
      if (from > done) out.push(piece.subarray(Math.max(done, start) - start, from - start));
      out.push(Buffer.from(text));
      done = to;
    }
    if (done < end) {
      out.push(piece.subarray(Math.max(done, start) - start));
      done = end;
    }
    start = end;
    if (out.length > 0) yield Buffer.concat(out);
  }
}
