import { type Settling, settleFlush } from './settle-flush.internal.ts';
import { takeFlush, type Waiting } from './take-flush.internal.ts';

export type FlushPump = {
  push(entry: Waiting): void;
  /** Resolves when nothing waits and nothing is in flight. */
  idle(): Promise<void>;
};

const MOST_IN_FLIGHT = 2;
/** From so many on it pays to divide them. */
const MANY = 8;
/** What an event adds to its flush, and what a flush may take besides its events so that two at a time pay. */
const EVENT_MS = 0.02;
const FAST_FLUSH_MS = 1;

/**
 * Sends what waits, in flushes: no timer, no waiting for company. A request alone goes at once; what is called in one
 * turn of the event loop goes together, also what callers send in answer to the flush before.
 *
 * Two flushes may be in flight on one connection: the server begins the second when it has committed the first, without
 * a way to us and back between them, and meanwhile this process builds the third. Where commits are slow that would be
 * wrong, for then many clients are better served by one wait of all than by two of half: after flushes that took long
 * one goes at a time, and everything that waits is in it.
 */
export function flushPump(settling: Settling): FlushPump {
  const queue: Waiting[] = [];
  const busy = new Set<string>();
  const idlers: (() => void)[] = [];
  let inFlight = 0;
  let isScheduled = false;
  let besidesMs = 0;
  let lastEndAt = 0;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    // Called in a microtask, it runs when every promise that can has gone on.
    process.nextTick(pump);
  }

  function pump(): void {
    isScheduled = false;
    const isFast = besidesMs < FAST_FLUSH_MS;
    while (queue.length > 0 && inFlight < (isFast ? MOST_IN_FLIGHT : 1)) {
      const isDivided = isFast && inFlight === 0 && queue.length >= MANY;
      const flush = takeFlush(queue, busy, isDivided ? Math.ceil(queue.length / 2) : undefined);
      if (flush.length === 0) return;
      void send(flush);
    }
  }

  async function send(flush: readonly Waiting[]): Promise<void> {
    inFlight += 1;
    for (const { marks } of flush) for (const mark of marks) busy.add(mark);
    const sentAt = performance.now();
    await settleFlush(settling, flush);
    note(sentAt, flush);
    inFlight -= 1;
    for (const { marks } of flush) for (const mark of marks) busy.delete(mark);
    if (queue.length > 0) schedule();
    else if (inFlight === 0) for (const resolve of idlers.splice(0)) resolve();
  }

  /** How long a flush took besides its events, lately. One behind another begins when that one ends. */
  function note(sentAt: number, flush: readonly Waiting[]): void {
    const now = performance.now();
    const events = flush.reduce((sum, { encoded }) => sum + encoded.rows.length, 0);
    besidesMs += (now - Math.max(sentAt, lastEndAt) - events * EVENT_MS - besidesMs) / 8;
    lastEndAt = now;
  }

  return {
    push(entry) {
      queue.push(entry);
      schedule();
    },
    idle: () => (queue.length + inFlight === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
