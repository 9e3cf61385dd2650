import type { Problem } from '@canbao/domain/problem';
import { constants, crc32, createInflateRaw } from 'node:zlib';

import type { Stop } from './table-row.internal.ts';
import type { XmlScanner } from './xml-scanner.internal.ts';
import { brokenZip, zipBomb, type ZipEntry } from './zip-directory.internal.ts';

const pieceBytes = 262_144;

/**
 * The unpacked bytes of an entry, piece by piece, never more than the directory promised: headers lie, so bytes are
 * counted as they come. Returns what was wrong with them, if anything was; then the pieces so far are worth nothing.
 */
export async function* inflatedPieces(file: Buffer, entry: ZipEntry): AsyncGenerator<Buffer, Problem | undefined> {
  let bytes = 0;
  let crc = 0;
  try {
    for await (const piece of unpacked(file, entry)) {
      bytes += piece.length;
      if (bytes > entry.unpackedBytes) return zipBomb('解压后比文件自己声明的大。 It is larger than it says.');
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    if (!isOfZlib(error)) throw error;
    return brokenZip();
  }
  return bytes === entry.unpackedBytes && crc === entry.crc ? undefined : brokenZip();
}

async function* unpacked(file: Buffer, { from, packedBytes, isDeflated }: ZipEntry): AsyncGenerator<Buffer> {
  const packed = file.subarray(from, from + packedBytes);
  if (isDeflated) {
    const inflate = createInflateRaw({ chunkSize: pieceBytes });
    inflate.end(packed);
    // A stream without an encoding gives buffers.
    yield* inflate as AsyncIterable<Buffer>;
  } else {
    for (let at = 0; at < packed.length; at += pieceBytes) yield packed.subarray(at, at + pieceBytes);
  }
}

const isOfZlib = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code in constants;

/** Feeds an entry to a scanner until it has enough or refuses; answers that, or what was wrong with the bytes. */
export async function feedEntry(file: Buffer, entry: ZipEntry, scanner: XmlScanner): Promise<Stop> {
  const pieces = inflatedPieces(file, entry);
  for (;;) {
    const next = await pieces.next();
    if (next.done) return next.value ?? scanner.end();
    const stop = scanner.push(next.value);
    if (stop !== undefined) {
      await pieces.return(undefined);
      return stop;
    }
  }
}
