/**
 * What a workflow waits for, as every `view` query answers it; the process page is made of these. `time` = the plan's
 * clock, `person` = somebody has to act, `outside` = another authority's system, `stuck` = an act failed for good.
 */
export type Waiting = {
  readonly workflowId: string;
  readonly kind: string;
  /** Path of the unit, as in the log: `411722/101/03`. */
  readonly unit: string;
  readonly group: 'stuck' | 'person' | 'outside' | 'time';
  /** For people, Chinese. */
  readonly waitsFor: string;
  readonly whom: string;
  readonly ifNobodyActs: string;
  /** Plan instant (epoch ms) since when it has waited for this. */
  readonly since: number;
  /** Plan instant (epoch ms) of the next automatic act, and the real one of its timer; null = none armed. */
  readonly nextDueAt: number | null;
  readonly nextTimerAt: number | null;
  /** Automatic acts that failed for good, newest last; keys of due items, never data. */
  readonly stuck: readonly string[];
};
