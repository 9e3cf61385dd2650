/** Where log and projections stand. */
export type PaceState = {
  /** Next position of the slowest projection: events before it are in every figure. */
  readonly position: number;
  readonly head: number;
};

/** Watches the projections for everybody in this process with one small query at a time. */
export type Pace = {
  /**
   * True as soon as every projection has taken the events before `position`; false after `withinMs`, and at once when they
   * are far behind: a clerk does not wait for somebody else's file.
   */
  reached(position: number, withinMs: number): Promise<boolean>;
  /** Calls back whenever either has moved, at most every 100 ms; answers how to stop. */
  follow(moved: (state: PaceState) => void): () => void;
  close(): void;
};

const QUICK_MS = 20;
const CALM_MS = 200;
/** More than a page of a file: the projections need longer for it than a hand at a screen likes to wait. */
const FAR_BEHIND = 1_500;

/** `ask` answers null while there is no campaign, and may reject while the database is away: then it is asked again. */
export function pace(ask: () => Promise<PaceState | null>): Pace {
  const waiting = new Set<{ readonly position: number; readonly done: (isReached: boolean) => void }>();
  const followers = new Set<(state: PaceState) => void>();
  let last: PaceState = { position: -1, head: -1 };
  let isClosed = false;
  let isAsking = false;
  let timer: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    timer = null;
    isAsking = true;
    const state = await ask().catch(() => null);
    isAsking = false;
    if (state !== null) {
      for (const wait of waiting) {
        if (wait.position <= state.position) wait.done(true);
        else if (wait.position - state.position > FAR_BEHIND) wait.done(false);
      }
      const hasMoved = state.position !== last.position || state.head !== last.head;
      last = state;
      if (hasMoved) for (const moved of followers) moved(state);
    }
    arm();
  }

  // Quick while a command waits, calm while screens look on, not at all when nobody does.
  function arm(): void {
    if (isClosed || isAsking || (waiting.size === 0 && followers.size === 0)) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void look(), waiting.size > 0 ? QUICK_MS : CALM_MS);
  }

  return {
    reached: (position, withinMs) =>
      new Promise((resolve) => {
        const wait = { position, done };
        const limit = setTimeout(() => done(false), withinMs);
        function done(isReached: boolean): void {
          clearTimeout(limit);
          waiting.delete(wait);
          resolve(isReached);
        }
        waiting.add(wait);
        arm();
      }),
    follow(moved) {
      followers.add(moved);
      if (last.head >= 0) moved(last);
      arm();
      return () => followers.delete(moved);
    },
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      for (const wait of waiting) wait.done(false);
    },
  };
}
