import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 64 * 1024;

/**
 * Random bytes for keys, nonces and salts, fetched from the system 64 KiB at a time: one call per nonce halves the
 * sealing rate (event-log.md 8). What has been handed out is wiped from the pool, which may hold key material.
 */
export type RandomPool = { fill(target: Uint8Array, from: number, to: number): void };

export function randomPool(): RandomPool {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  return {
    fill(target, from, to) {
      const length = to - from;
      if (length > POOL_BYTES) throw new RangeError(`at most ${POOL_BYTES} random bytes at a time`);
      if (used + length > POOL_BYTES) {
        randomFillSync(pool);
        used = 0;
      }
      pool.copy(target, from, used, used + length);
      pool.fill(0, used, used + length);
      used += length;
    },
  };
}
