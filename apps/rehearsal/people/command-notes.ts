import { closeSync, openSync, writeSync } from 'node:fs';

/** What a person was told in the end. `position`: the log's next position after the command; null where none is told. */
export type CommandOutcome =
  { readonly kind: 'ok'; readonly position: number | null } | { readonly kind: 'refused'; readonly problem: string };

/**
 * The people's own notes of every command, each line written before the next step, so that whoever compares them with
 * the log afterwards knows what was acknowledged, what was refused and what stayed unknown (`sent` and nothing else).
 * Keys, places and positions only: never what was said.
 */
export type CommandNotes = {
  sent(key: string, what: string): void;
  answered(key: string, outcome: CommandOutcome): void;
  close(): void;
};

/** `--notes FILE`: JSON lines, behind what the file holds. Without a file nothing is noted. */
export function commandNotes(file: string | null): CommandNotes {
  if (file === null) return { sent: () => undefined, answered: () => undefined, close: () => undefined };
  const notes = openSync(file, 'a', 0o600);
  const write = (line: object) => void writeSync(notes, `${JSON.stringify({ at: Date.now(), ...line })}\n`);
  return {
    sent: (key, what) => write({ key, what }),
    answered: (key, outcome) => write({ key, outcome }),
    close: () => closeSync(notes),
  };
}
