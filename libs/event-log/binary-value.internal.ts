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
  uuid(target: Buffer, uuid: string, at: number): void {
    const hex = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
    target.write(hex, at, 'hex');
  },
};

/** A safe integer. */
function int8(target: Buffer, value: number, at: number): void {
  const high = Math.floor(value / TWO_32);
  target.writeInt32BE(high, at);
  target.writeUInt32BE(value - high * TWO_32, at + 4);
}
