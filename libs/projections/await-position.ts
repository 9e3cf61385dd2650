import { setTimeout as delay } from 'node:timers/promises';

import { momentQuery } from './moment/moment.query.ts';
import type { ReadingHandle } from './reading-handle.ts';

/**
 * Waits until every live table has reached `position` (a command's answer, or the head seen when a gate was asked).
 * False after `timeoutMs`: the projector is behind or away, and the caller says so instead of showing old figures as new.
 */
export async function awaitPosition(
  handle: ReadingHandle,
  position: number,
  { timeoutMs = 2_000, pollMs = 15 }: { readonly timeoutMs?: number; readonly pollMs?: number } = {},
): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    if ((await momentQuery.position(handle)) >= position) return true;
    if (Date.now() >= until) return false;
    await delay(pollMs);
  }
}
