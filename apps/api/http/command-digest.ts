import { createHash } from 'node:crypto';

import type { Call } from './call.ts';

/** SHA-256 of what a command asks for, as sent: where to, and its body, members in order of their names. */
export const commandDigest = ({ operation, request }: Call): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([operation.method, request.url, sorted(request.body)]))
    .digest();

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
