/**
 * Does a thing the first time it is due, and never again in any run: `started` travels in the carry. Answers whether
 * it was done now.
 */
export async function doOnce(
  s: { started: readonly string[] },
  key: string,
  isDue: boolean,
  act: () => Promise<unknown>,
): Promise<boolean> {
  if (!isDue || s.started.includes(key)) return false;
  await act();
  s.started = [...s.started, key];
  return true;
}
