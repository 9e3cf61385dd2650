import { binaryValue } from './binary-value.internal.ts';

/** Rows in one of PostgreSQL's binary forms, growing as they are written. The fields of a row follow `row`, in order. */
export type BinaryRows = {
  /** Bytes written. */
  readonly length: number;
  readonly rows: number;
  row(fields: number): void;
  int2(value: number): void;
  int4(value: number): void;
  int8(value: number | null): void;
  bool(value: boolean): void;
  /** Epoch milliseconds, as a timestamptz. */
  instant(epochMs: number): void;
  uuid(value: string | null): void;
  text(value: string): void;
  /** A text as the bytes of its UTF-8. */
  textBytes(value: string): void;
  bytes(value: Uint8Array): void;
  /** What was written, in the memory of the writer; ends the writing. */
  take(): Uint8Array<ArrayBuffer>;
  /** Begins anew, in the same memory. */
  clear(): void;
};

const TYPES = { bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 };
const ARRAY_HEADER_BYTES = 20;

/** Tuples of COPY: a count of fields (16 bits), then the fields. */
export function copyRows(bytes: number): BinaryRows {
  return binaryRows(bytes);
}

/**
 * An array of rows of a composite type, whose number differs from database to database: a header, then per row its
 * length, a count of fields (32 bits), and the fields, each with its type.
 */
export function arrayOfRows(type: number, bytes: number): BinaryRows {
  return binaryRows(bytes + ARRAY_HEADER_BYTES, type);
}

function binaryRows(bytes: number, arrayType?: number): BinaryRows {
  let buffer = Buffer.from(new ArrayBuffer(bytes));
  let length = arrayType === undefined ? 0 : ARRAY_HEADER_BYTES;
  let rows = 0;
  let rowStart = 0;

  function room(more: number): void {
    if (length + more <= buffer.length) return;
    const larger = Buffer.from(new ArrayBuffer(Math.max(2 * buffer.length, length + more)));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  /** Makes a field; returns where its bytes go. A width of -1 is null. */
  function field(type: number, width: number): number {
    room(8 + width);
    if (arrayType !== undefined) length = buffer.writeInt32BE(type, length);
    length = buffer.writeInt32BE(width, length);
    length += Math.max(width, 0);
    return length - width;
  }

  /** Writes the text once, behind its length: room is for the longest UTF-8 it could have. */
  function textOf(type: number, value: string): void {
    const longest = value.length * 3;
    const at = field(type, longest);
    const width = buffer.write(value, at);
    buffer.writeInt32BE(width, at - 4);
    length = at + width;
  }

  function endRow(): void {
    if (arrayType !== undefined && rows > 0) buffer.writeInt32BE(length - rowStart, rowStart - 4);
  }

  // `field` may move the buffer, so it is called before the buffer is named.
  return {
    get length() {
      return length;
    },
    get rows() {
      return rows;
    },
    row(fields) {
      endRow();
      rows += 1;
      room(8);
      if (arrayType === undefined) length = buffer.writeInt16BE(fields, length);
      else {
        rowStart = length + 4;
        length = buffer.writeInt32BE(fields, rowStart);
      }
    },
    int2(value) {
      const at = field(TYPES.int2, 2);
      buffer.writeInt16BE(value, at);
    },
    int4(value) {
      const at = field(TYPES.int4, 4);
      buffer.writeInt32BE(value, at);
    },
    int8(value) {
      const at = field(TYPES.int8, value === null ? -1 : 8);
      if (value !== null) binaryValue.int8(buffer, value, at);
    },
    bool(value) {
      const at = field(TYPES.bool, 1);
      buffer[at] = value ? 1 : 0;
    },
    instant(epochMs) {
      const at = field(TYPES.timestamptz, 8);
      binaryValue.instant(buffer, epochMs, at);
    },
    uuid(value) {
      const at = field(TYPES.uuid, value === null ? -1 : 16);
      if (value !== null) binaryValue.uuid(buffer, value, at);
    },
    text: (value) => textOf(TYPES.text, value),
    textBytes: (value) => textOf(TYPES.bytea, value),
    bytes(value) {
      const at = field(TYPES.bytea, value.length);
      buffer.set(value, at);
    },
    take() {
      endRow();
      if (arrayType !== undefined) {
        // One dimension, from 1; no element is null.
        for (const [i, word] of [1, 0, arrayType, rows, 1].entries()) buffer.writeInt32BE(word, 4 * i);
      }
      return new Uint8Array(buffer.buffer, 0, length);
    },
    clear() {
      length = arrayType === undefined ? 0 : ARRAY_HEADER_BYTES;
      rows = 0;
    },
  };
}
