/*
 * PostgreSQL's binary form of one-dimensional arrays, one element per row. The driver sends a Buffer as it is, while
 * it would escape every element of an array on its own, and the server reads fixed fields instead of parsing text.
 */

const HEADER_BYTES = 20;
const TYPES = { bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 };

const TWO_32 = 2 ** 32;
/** Epoch of PostgreSQL's timestamps: 2000-01-01 in epoch milliseconds. */
const EPOCH_2000_MS = 946_684_800_000;

export function int2Array<R>(rows: readonly R[], of: (row: R) => number): Buffer {
  return fixedArray(TYPES.int2, 2, rows, of, (array, value, at) => array.writeInt16BE(value, at));
}

export function int4Array<R>(rows: readonly R[], of: (row: R) => number): Buffer {
  return fixedArray(TYPES.int4, 4, rows, of, (array, value, at) => array.writeInt32BE(value, at));
}

export function int8Array<R>(rows: readonly R[], of: (row: R) => number | null): Buffer {
  return fixedArray(TYPES.int8, 8, rows, of, writeInt8);
}

export function boolArray<R>(rows: readonly R[], of: (row: R) => boolean): Buffer {
  return fixedArray(TYPES.bool, 1, rows, of, (array, value, at) => array.writeUInt8(value ? 1 : 0, at));
}

export function uuidArray<R>(rows: readonly R[], of: (row: R) => string | null): Buffer {
  return fixedArray(TYPES.uuid, 16, rows, of, writeUuid);
}

/** Instants in epoch milliseconds. */
export function instantArray<R>(rows: readonly R[], of: (row: R) => number): Buffer {
  return fixedArray(TYPES.timestamptz, 8, rows, of, writeInstant);
}

export function textArray<R>(rows: readonly R[], of: (row: R) => string): Buffer {
  return writtenArray(TYPES.text, rows, of);
}

/** Texts as the bytes of their UTF-8. */
export function textBytesArray<R>(rows: readonly R[], of: (row: R) => string): Buffer {
  return writtenArray(TYPES.bytea, rows, of);
}

export function bytesArray<R>(rows: readonly R[], of: (row: R) => Uint8Array): Buffer {
  let size = 0;
  for (const row of rows) size += 4 + of(row).length;
  const array = begin(TYPES.bytea, rows.length, size);
  let at = HEADER_BYTES;
  for (const row of rows) {
    const value = of(row);
    array.writeInt32BE(value.length, at);
    array.set(value, at + 4);
    at += 4 + value.length;
  }
  return array;
}

/** A safe integer as eight bytes, big-endian, two's complement. */
export function writeInt8(target: Buffer, value: number, at: number): void {
  const high = Math.floor(value / TWO_32);
  target.writeInt32BE(high, at);
  target.writeUInt32BE(value - high * TWO_32, at + 4);
}

/** An instant in epoch milliseconds as a timestamptz: microseconds since 2000. */
export function writeInstant(target: Buffer, epochMs: number, at: number): void {
  writeInt8(target, (epochMs - EPOCH_2000_MS) * 1_000, at);
}

export function writeUuid(target: Buffer, uuid: string, at: number): void {
  const hex = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
  target.write(hex, at, 'hex');
}

function fixedArray<R, T>(
  type: number,
  width: number,
  rows: readonly R[],
  of: (row: R) => T | null,
  write: (array: Buffer, value: T, at: number) => void,
): Buffer {
  const array = begin(type, rows.length, rows.length * (4 + width));
  let at = HEADER_BYTES;
  for (const row of rows) {
    const value = of(row);
    array.writeInt32BE(value === null ? -1 : width, at);
    at += 4;
    if (value === null) array[7] = 1;
    else {
      write(array, value, at);
      at += width;
    }
  }
  return array.subarray(0, at);
}

/** Writes each text once, behind its length: room is for the longest UTF-8 it could have. */
function writtenArray<R>(type: number, rows: readonly R[], of: (row: R) => string): Buffer {
  let size = 0;
  for (const row of rows) size += 4 + of(row).length * 3;
  const array = begin(type, rows.length, size);
  let at = HEADER_BYTES;
  for (const row of rows) {
    const bytes = array.write(of(row), at + 4);
    array.writeInt32BE(bytes, at);
    at += 4 + bytes;
  }
  return array.subarray(0, at);
}

function begin(type: number, length: number, size: number): Buffer {
  const array = Buffer.allocUnsafe(HEADER_BYTES + size);
  array.writeInt32BE(1, 0);
  // The flag "has nulls", set when one comes.
  array.writeInt32BE(0, 4);
  array.writeInt32BE(type, 8);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16);
  return array;
}
