/**
 * Technical patience, in real milliseconds, and limits of a run: configuration, not policy (dates come from the plan).
 * Handed to the county's workflow when a campaign is opened and from there to every other one.
 */
export type ProcessSettings = {
  readonly isRehearsal: boolean;
  /** A new run begins at the next border after so many history events. */
  readonly maxEventsPerRun: number;
  /** One attempt at an append, at a page, at a call outside. A killed worker's attempt is taken up after this long. */
  readonly attemptMs: number;
  /** First and longest pause between two attempts. There is no last attempt: money is never given up on. */
  readonly retryMs: number;
  readonly retryMaxMs: number;
  /** How long the bank's system may leave a lock unconfirmed before a person is asked. */
  readonly lockPatienceMs: number;
  /** Least pause between two questions whether something outside is done. */
  readonly askAgainMs: number;
  /** Least pause between two questions of the watch. */
  readonly watchPauseMs: number;
};

const earnest: ProcessSettings = {
  isRehearsal: false,
  maxEventsPerRun: 3_000,
  attemptMs: 60_000,
  retryMs: 1_000,
  retryMaxMs: 600_000,
  lockPatienceMs: 3_600_000,
  askAgainMs: 60_000,
  watchPauseMs: 60_000,
};

const rehearsal: ProcessSettings = {
  isRehearsal: true,
  maxEventsPerRun: 3_000,
  attemptMs: 10_000,
  retryMs: 200,
  retryMaxMs: 2_000,
  lockPatienceMs: 5_000,
  askAgainMs: 500,
  watchPauseMs: 500,
};

export const processSettings = { earnest, rehearsal };
