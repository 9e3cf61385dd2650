import { randomFillSync } from 'node:crypto';

const BYTES = 16;
const pool = Buffer.alloc(BYTES * 256);
let hex = '';
let used = 0;

/** 128 random bits in hex: without them published hashes could be guessed back to content (audit.md 3). */
export function nonce(): string {
  if (used === hex.length) {
    hex = randomFillSync(pool).toString('hex');
    used = 0;
  }
  used += 2 * BYTES;
  return hex.slice(used - 2 * BYTES, used);
}
