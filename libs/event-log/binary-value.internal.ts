/** Where the bytes of a UUID stand in its text. */
const UUID_PAIRS = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);
const TWO_32 = 2 ** 32;
/** Epoch of PostgreSQL's timestamps: 2000-01-01 in epoch milliseconds. */
const EPOCH_2000_MS = 946_684_800_000;

/** Values in PostgreSQL's binary form, written where they belong. Integers are big-endian, two's complement. */
export const binaryValue = {
  int2: (target: Buffer, value: number, at: number): void => void target.writeInt16BE(value, at),
  int4: (target: Buffer, value: number, at: number): void => void target.writeInt32BE(value, at),
  int8,
  bool: (target: Buffer, value: boolean, at: number): void => void target.writeUInt8(value ? 1 : 0, at),
  /** A timestamptz, from epoch milliseconds: microseconds since 2000. */
  instant: (target: Buffer, epochMs: number, at: number): void => int8(target, (epochMs - EPOCH_2000_MS) * 1_000, at),
  /** From its text in lower case. */
  uuid(target: Buffer, uuid: string, at: number): void {
    for (let i = 0; i < 16; i += 1) {
      const from = UUID_PAIRS[i]!;
      target[at + i] = (nibble(uuid.charCodeAt(from)) << 4) | nibble(uuid.charCodeAt(from + 1));
    }
  },
};

/** A safe integer. */
function int8(target: Buffer, value: number, at: number): void {
  const high = Math.floor(value / TWO_32);
  target.writeInt32BE(high, at);
  target.writeUInt32BE(value - high * TWO_32, at + 4);
}

/** Of a hexadecimal digit: 0 to 9 stand before a to f in ASCII. */
function nibble(digit: number): number {
  return digit <= 0x39 ? digit - 0x30 : digit - 0x57;
}
