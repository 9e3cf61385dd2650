import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(10 * 512);
let used = pool.length;

/**
 * A UUID of version 7 for a new stream: ordered by its instant (epoch ms), so that neighbours in a file become
 * neighbours in the index. `random` (10 bytes) makes the same id again; without it the bytes are fresh.
 */
export function uuid7(atMs: number, random?: Uint8Array): string {
  if (!Number.isSafeInteger(atMs) || atMs < 0 || atMs >= 2 ** 42) throw new RangeError(`no instant for an id: ${atMs}`);
  const bytes = Buffer.from(random ?? freshBytes());
  if (bytes.length !== 10) throw new RangeError('an id needs 10 random bytes');
  bytes[0] = (bytes[0]! & 0x0f) | 0x70;
  bytes[2] = (bytes[2]! & 0x3f) | 0x80;
  const time = atMs.toString(16).padStart(12, '0');
  const rest = bytes.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

function freshBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 10;
  return pool.subarray(used - 10, used);
}
