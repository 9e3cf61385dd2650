/** An event as its aggregate declares it. */
export type DeclaredEvent = { readonly path: string; readonly type: string };

/** Event types of a `.events.ts`: the strings under `type`, which are stored and never renamed. */
export function declaredEvents(path: string, text: string): DeclaredEvent[] {
  return [...text.matchAll(/\btype: '([A-Z]\w*)'/g)].map(([, type = '']) => ({ path, type }));
}

// Participles that do not end in -ed, and the one state that stands for "has become".
const PARTICIPLES =
  'Begun Born Bought Broken Brought Built Chosen Cut Done Drawn Fallen Fell Found Given Gone Grown Held Kept Known Left Lost Made Met Overdue Overridden Paid Put Read Risen Run Said Seen Sent Set Shown Shut Sold Spent Split Spoken Stood Struck Taken Taught Told Torn Understood Undone Withdrawn Won Written'.split(
    ' ',
  );

/** What to write instead of an event name that is no fact of the past; undefined if it is one. */
export function eventNameComplaint({ type }: DeclaredEvent): string | undefined {
  const words = type.match(/[A-Z][a-z0-9]*/g) ?? [];
  if (words.at(-1) === 'Event') return `${type}: the type is what happened, without "Event"`;
  const hasHappened = words.slice(1).some((word) => word.endsWith('ed') || PARTICIPLES.includes(word));
  return hasHappened ? undefined : `${type}: subject and past participle, as BagClosed or RefundPaid`;
}

/** Whether a spec has the event among its given or expected facts. */
export function isRecordedBy(type: string, specText: string): boolean {
  return new RegExp(`['"\`]${type}['"\`]`).test(specText);
}
