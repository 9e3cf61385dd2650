import { binaryValue } from './binary-value.internal.ts';

/** Rows in PostgreSQL's binary COPY form, growing as they are written. */
export type TupleWriter = {
  readonly length: number;
  readonly rows: number;
  row(fields: number): void;
  int2(value: number): void;
  int4(value: number): void;
  int8(value: number | null): void;
  instant(epochMs: number): void;
  uuid(value: string | null): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  /** What was written, in a memory of its own that can be handed over. */
  take(): Uint8Array<ArrayBuffer>;
};

export function tupleWriter(): TupleWriter {
  let buffer = Buffer.from(new ArrayBuffer(1 << 16));
  let length = 0;
  let rows = 0;

  function room(bytes: number): void {
    if (length + bytes <= buffer.length) return;
    const larger = Buffer.from(new ArrayBuffer(2 ** Math.ceil(Math.log2(length + bytes))));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  function field(width: number): number {
    room(4 + width);
    buffer.writeInt32BE(width, length);
    length += 4 + width;
    return length - width;
  }

  function none(): void {
    room(4);
    buffer.writeInt32BE(-1, length);
    length += 4;
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
      room(2);
      buffer.writeInt16BE(fields, length);
      length += 2;
      rows += 1;
    },
    int2(value) {
      const at = field(2);
      buffer.writeInt16BE(value, at);
    },
    int4(value) {
      const at = field(4);
      buffer.writeInt32BE(value, at);
    },
    int8(value) {
      if (value === null) return none();
      const at = field(8);
      binaryValue.int8(buffer, value, at);
    },
    instant(epochMs) {
      const at = field(8);
      binaryValue.instant(buffer, epochMs, at);
    },
    uuid(value) {
      if (value === null) return none();
      const at = field(16);
      binaryValue.uuid(buffer, value, at);
    },
    text(value) {
      room(4 + value.length * 3);
      const bytes = buffer.write(value, length + 4);
      buffer.writeInt32BE(bytes, length);
      length += 4 + bytes;
    },
    bytes(value) {
      const at = field(value.length);
      buffer.set(value, at);
    },
    take: () => new Uint8Array(buffer.buffer, 0, length),
  };
}
