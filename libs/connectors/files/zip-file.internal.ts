import { crc32, deflateRawSync } from 'node:zlib';

import type { ZipEntry } from './zip-directory.internal.ts';

/** A part to be written, already packed. */
export type ZipPart = Pick<ZipEntry, 'name' | 'isDeflated' | 'crc' | 'unpackedBytes'> & { readonly packed: Buffer };

/** 1980-01-01 00:00, the first moment that a zip can name: the same parts are the same bytes. */
const firstMoment = 0x0021_0000;
const versionBytes = 20;
/** Bit 11: names are UTF-8. */
const flags = 0x0800;

/** A zip of these parts, in this order. */
export function zipFile(parts: readonly ZipPart[]): Uint8Array<ArrayBuffer> {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const head = headOf(part, name.length);
    pieces.push(Buffer.concat([signature(0x04034b50), head]), name, part.packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([signature(0x02014b50), two(versionBytes), head, tail]), name);
    at += 30 + name.length + part.packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...pieces, ...directory, end]));
}

/** What local header and directory have in common. */
function headOf({ isDeflated, crc, packed, unpackedBytes }: ZipPart, nameBytes: number): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(versionBytes, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(isDeflated ? 8 : 0, 4);
  head.writeUInt32LE(firstMoment, 6);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(unpackedBytes, 18);
  head.writeUInt16LE(nameBytes, 22);
  return head;
}

function signature(word: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(word);
  return bytes;
}

const two = (number: number): Buffer => Buffer.from([number & 0xff, number >> 8]);

/** A part from its text. */
export function textPart(name: string, text: string): ZipPart {
  const bytes = Buffer.from(text);
  return { name, isDeflated: true, crc: crc32(bytes), unpackedBytes: bytes.length, packed: deflateRawSync(bytes) };
}

/** A part of a file that was read, byte for byte. */
export const samePart = (file: Buffer, entry: ZipEntry): ZipPart => ({
  ...entry,
  packed: file.subarray(entry.from, entry.from + entry.packedBytes),
});
