import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from './canonical-json.ts';

/**
 * SHA-256 of a request as parsed. A command id that comes again with another digest is answered `other-body` (T44),
 * so nothing may go in that differs between two attempts: no clock, no fresh ids.
 */
export function digestOf(request: Canonical): Uint8Array {
  return createHash('sha256').update(canonicalJson(request)).digest();
}
