/** The code of a system error (ENOENT, ESRCH). By shape, for under Jest errors of Node are of another realm's class. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
