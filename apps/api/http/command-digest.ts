import { createHash, createHmac } from 'node:crypto';

import type { Call } from './call.ts';

/**
 * What a command asks for, as sent: where to, and its body, members in order of their names. Under a key, because a
 * body may hold an ID number, which a plain hash would give away to whoever tries all of them.
 */
export const commandDigest = ({ operation, request }: Call, key: Uint8Array): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([operation.method, request.url, asked(request.body)]))
    .digest();

/** Of a file its digest: ten million bytes are not written as JSON. */
const asked = (body: unknown): unknown =>
  body instanceof Uint8Array ? createHash('sha256').update(body).digest('hex') : sorted(body);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
