import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A part of a made zip: its bytes, or packed bytes as they are; what it says of itself may be a lie. */
export type MadePart = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly packed?: Packed;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
  readonly claimedBytes?: number;
  readonly claimedCrc?: number;
  readonly localName?: string;
};

/** Deflated bytes with what they unpack to. */
export type Packed = { readonly bytes: Buffer; readonly unpackedBytes: number; readonly crc: number };

/** A zip written by hand, so that it can be wrong in every way a zip can be wrong. */
export function madeZip(parts: readonly MadePart[]): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { isStored = false } = part;
    const packed = part.packed ?? packedOnce(Buffer.from(part.bytes), isStored);
    const head = Buffer.alloc(22);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(part.isEncrypted ? 1 : 0, 2);
    head.writeUInt16LE(isStored ? 0 : 8, 4);
    head.writeUInt32LE(0x0021_0000, 6);
    head.writeUInt32LE(part.claimedCrc ?? packed.crc, 10);
    head.writeUInt32LE(packed.bytes.length, 14);
    head.writeUInt32LE(part.claimedBytes ?? packed.unpackedBytes, 18);
    const name = Buffer.from(part.name);
    const localName = Buffer.from(part.localName ?? part.name);
    pieces.push(words(0x04034b50), head, halves(localName.length, 0), localName, packed.bytes);
    directory.push(words(0x02014b50), halves(20), head, halves(name.length, 0, 0, 0, 0), words(0, at), name);
    at += 30 + localName.length + packed.bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = [words(0x06054b50), halves(0, 0, parts.length, parts.length), words(size, at), halves(0)];
  return new Uint8Array(Buffer.concat([...pieces, ...directory, ...end]));
}

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => bytes.writeUInt32LE(number, index * 4));
  return bytes;
};
const halves = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2);
  numbers.forEach((number, index) => bytes.writeUInt16LE(number, index * 2));
  return bytes;
};

const packedOnce = (bytes: Buffer, isStored: boolean): Packed => ({
  bytes: isStored ? bytes : deflateRawSync(bytes),
  unpackedBytes: bytes.length,
  crc: crc32(bytes),
});

/**
 * `before`, then `block` so many times, then `after`, packed without ever being built: a block that ends in a full
 * flush may be repeated as it is packed.
 */
export function packedMany(before: string, block: Buffer, times: number, after: string): Packed {
  const flushed = (bytes: Buffer) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const [first, last] = [Buffer.from(before), Buffer.from(after)];
  const packed = flushed(block);
  let crc = crc32(first);
  for (let time = 0; time < times; time += 1) crc = crc32(block, crc);
  return {
    bytes: Buffer.concat([flushed(first), ...Array.from({ length: times }, () => packed), deflateRawSync(last)]),
    unpackedBytes: first.length + block.length * times + last.length,
    crc: crc32(last, crc),
  };
}
