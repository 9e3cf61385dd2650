/**
 * Technical patience, in real milliseconds, and limits of a run: configuration, not policy (dates come from the plan).
 * Handed to the county's workflow when a campaign is opened and from there to every other one.
 */
export type ProcessSettings = {
  readonly isRehearsal: boolean;
  /** A new run begins at the next border after so many history events. */
  readonly maxEventsPerRun: number;
  /** How long an authority's system may leave a lock unconfirmed before a person is asked. */
  readonly lockPatienceMs: number;
  /** Pause between two questions whether something outside is done. */
  readonly askAgainMs: number;
  /** Retries of a call to an authority: first pause and longest pause. */
  readonly outsideRetryMs: number;
  readonly outsideRetryMaxMs: number;
  /** Least real time between two questions of a watch. */
  readonly watchPauseMs: number;
};

const earnest: ProcessSettings = {
  isRehearsal: false,
  maxEventsPerRun: 3_000,
  lockPatienceMs: 3_600_000,
  askAgainMs: 60_000,
  outsideRetryMs: 2_000,
  outsideRetryMaxMs: 600_000,
  watchPauseMs: 60_000,
};

const rehearsal: ProcessSettings = {
  isRehearsal: true,
  maxEventsPerRun: 3_000,
  lockPatienceMs: 5_000,
  askAgainMs: 500,
  outsideRetryMs: 200,
  outsideRetryMaxMs: 2_000,
  watchPauseMs: 500,
};

export const processSettings = { earnest, rehearsal };
