import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What a writer knows of an operation: `sent` alone means that it was killed, or gave up, before an answer came. */
export type Operation = {
  readonly id: string;
  readonly outcome:
    | { readonly kind: 'ok'; readonly firstPosition: number; readonly events: number }
    | { readonly kind: 'refused' }
    | { readonly kind: 'unknown' };
};

/** The writer's own notes, each written before the next step, in a file that kill -9 of the writer cannot take. */
export type OperationNotes = {
  note(id: string, outcome: 'sent' | Operation['outcome']): void;
  close(): void;
};

export function operationNotes(file: string): OperationNotes {
  const notes = openSync(file, 'a');
  return {
    note: (id, outcome) => void writeSync(notes, `${JSON.stringify({ id, outcome })}\n`),
    close: () => closeSync(notes),
  };
}

/** One final outcome per id: ok if any attempt was; else unknown if the last was never answered; else refused. */
export function readOperations(file: string): readonly Operation[] {
  if (!existsSync(file)) return [];
  const operations = new Map<string, Operation['outcome']>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    // The last line may be cut off by the kill: then nothing had been sent.
    if (!line.endsWith('}')) continue;
    const { id, outcome } = JSON.parse(line) as {
      readonly id: string;
      readonly outcome: 'sent' | Operation['outcome'];
    };
    if (operations.get(id)?.kind === 'ok') continue;
    operations.set(id, outcome === 'sent' ? { kind: 'unknown' } : outcome);
  }
  return [...operations].map(([id, outcome]) => ({ id, outcome }));
}
