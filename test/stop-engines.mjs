/** Jest's global tear-down: stops what engines.mjs started and waits for it. */
export default async function stopEngines() {
  await globalThis.stopEngines?.();
}
