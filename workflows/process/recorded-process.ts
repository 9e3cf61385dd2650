import { problemOf } from './problem-of.ts';

/** What the ledger answers to a command: every event after the version that was known, and the log's next position. */
export type Decision<Event> = {
  readonly position: number;
  readonly events: readonly (Event & { readonly version: number })[];
};

/** What a process carries from run to run. Small: a kilobyte or two; it only ever gets new optional fields. */
export type ProcessCarry<Process> = {
  process: Process;
  /** The log's next position after the last command. */
  position: number;
  /** Ids of the last 200 commands; keys of the last 200 automatic acts; the last 10 acts that failed for good. */
  done: readonly string[];
  sent: readonly string[];
  stuck: readonly string[];
  /** Keys of children that were started and of other things done once. */
  started: readonly string[];
  /** Plan instant (epoch ms) of the last thing that happened. */
  since: number;
};

export const freshCarry = <Process>(process: Process): ProcessCarry<Process> => ({
  process,
  position: 0,
  done: [],
  sent: [],
  stuck: [],
  started: [],
  since: 0,
});

/**
 * Append, then apply: state changes only after the log has answered, by the log's own events, each once. A process
 * that was behind (or asked a second time) gets what it has missed with the next answer.
 */
export function recordedProcess<Process extends { readonly version: number }, Event>(
  s: ProcessCarry<Process>,
  evolve: (process: Process, event: Event) => Process,
  now: () => number,
) {
  function apply({ events, position }: Decision<Event>): void {
    for (const event of events) if (event.version === s.process.version + 1) s.process = evolve(s.process, event);
    s.position = Math.max(s.position, position);
  }
  return {
    apply,
    /** Throws the problem that the decider answered, as a failure of its type. */
    async record(commandId: string, decide: () => Promise<Decision<Event>>): Promise<void> {
      try {
        apply(await decide());
      } catch (failure) {
        throw problemOf(failure) ?? failure;
      }
      s.done = [...s.done.slice(-199), commandId];
      s.since = now();
    },
    markSent(key: string): void {
      s.sent = [...s.sent.slice(-199), key];
    },
    markStuck(key: string): void {
      s.stuck = [...s.stuck.slice(-9), key];
    },
  };
}
