/**
 * The code of an error: a word of Node's or Fastify's, an SQL state, or a gRPC number; null without one. By its shape,
 * for errors also come from other realms, where they are no `instanceof` of ours.
 */
export function errorCode(error: unknown): string | number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' || typeof error.code === 'number' ? error.code : null;
}
