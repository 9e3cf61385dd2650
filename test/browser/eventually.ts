import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is truthy, and returns it; an error of the question is an answer. Throws naming what was waited for. */
export async function eventually<T>(
  what: string,
  patienceMs: number,
  ask: () => Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined)
      return answer as Exclude<T, false | null | undefined>;
    if (Date.now() > until) throw new Error(`waited ${patienceMs / 1_000} s in vain for ${what}`);
    await sleep(100);
  }
}
