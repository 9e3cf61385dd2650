import { readFileSync } from 'node:fs';
import type { CommandOutcome } from '@canbao/rehearsal/people/command-notes';

/** A command as its person knows it; `unknown` = sent, and no answer yet. */
export type NotedCommand = {
  readonly key: string;
  readonly what: string;
  /** Real instant of the first sending, epoch ms. */
  readonly sentAt: number;
  readonly outcome: CommandOutcome | { readonly kind: 'unknown' };
};

type Line = { readonly at: number; readonly key: string; readonly what?: string; readonly outcome?: CommandOutcome };

/** One final outcome per key; the notes are the people's own, so every line but a last one is whole. */
export function seasonNotes(file: string): readonly NotedCommand[] {
  const commands = new Map<string, NotedCommand>();
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    if (!text.endsWith('}')) continue;
    const { at, key, what, outcome } = JSON.parse(text) as Line;
    const known = commands.get(key);
    if (what !== undefined) commands.set(key, { key, what, sentAt: at, outcome: { kind: 'unknown' } });
    else if (known !== undefined && outcome !== undefined) commands.set(key, { ...known, outcome });
  }
  return [...commands.values()];
}
