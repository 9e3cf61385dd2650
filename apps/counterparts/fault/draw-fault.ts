import { createHash } from 'node:crypto';

import type { FaultMode } from './fault-mode.ts';
import type { FaultSetting } from './fault-setting.ts';

export type Fault = { readonly mode: FaultMode; readonly delayMs: number };

const slowFromMs = 50;
const slowToMs = 800;

/** A number from 0 up to 1 that depends on nothing but its words: the same seed gives the same schedule. */
export function seededShare(...words: readonly (string | number)[]): number {
  const digest = createHash('sha256').update(words.join('/')).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** The fault of one attempt of one key, or null. Drawn per attempt: a repetition may go well. */
export function drawFault(
  { seed, rate }: FaultSetting,
  { party, key, attempt }: { readonly party: string; readonly key: string; readonly attempt: number },
  modes: readonly FaultMode[],
): Fault | null {
  if (seededShare(seed, party, key, attempt, 'whether') >= rate) return null;
  const mode = modes[Math.floor(seededShare(seed, party, key, attempt, 'which') * modes.length)];
  const delayMs =
    slowFromMs + Math.floor(seededShare(seed, party, key, attempt, 'how long') * (slowToMs - slowFromMs + 1));
  return mode === undefined ? null : { mode, delayMs };
}
