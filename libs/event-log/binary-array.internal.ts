import { binaryValue } from './binary-value.internal.ts';

const HEADER_BYTES = 20;
const TYPES = { bool: 16, int2: 21, int4: 23, text: 25, uuid: 2950 };

/**
 * PostgreSQL's binary form of one-dimensional arrays, one element per row. The driver sends a Buffer as it is, while
 * it would escape every element of an array on its own, and the server reads fixed fields instead of parsing text.
 */
export const binaryArray = {
  int2: <R>(rows: readonly R[], of: (row: R) => number) => fixed(TYPES.int2, 2, rows, of, binaryValue.int2),
  int4: <R>(rows: readonly R[], of: (row: R) => number) => fixed(TYPES.int4, 4, rows, of, binaryValue.int4),
  bool: <R>(rows: readonly R[], of: (row: R) => boolean) => fixed(TYPES.bool, 1, rows, of, binaryValue.bool),
  uuid: <R>(rows: readonly R[], of: (row: R) => string | null) => fixed(TYPES.uuid, 16, rows, of, binaryValue.uuid),
  text: <R>(rows: readonly R[], of: (row: R) => string) => written(TYPES.text, rows, of),
};

function fixed<R, T>(
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
function written<R>(type: number, rows: readonly R[], of: (row: R) => string): Buffer {
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
