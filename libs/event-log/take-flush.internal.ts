import type { AppendOutcome, AppendRequest } from './append-events.ts';
import type { EncodedRequest } from './encode-request.internal.ts';

/** A request in the lane, from the call to its outcome. */
export type Waiting = {
  readonly request: AppendRequest;
  /** Epoch milliseconds. */
  readonly calledAt: number;
  encoded: EncodedRequest;
  readonly promise: Promise<AppendOutcome>;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
};

export const MAX_FLUSH_EVENTS = 2_000;
const MAX_FLUSH_REQUESTS = 512;
const MAX_LOOKED_AT = 4_096;

export function waiting(request: AppendRequest, encoded: EncodedRequest): Waiting {
  return { request, encoded, calledAt: Date.now(), ...Promise.withResolvers<AppendOutcome>() };
}

/**
 * Takes the next flush out of the queue. What meets another in a stream, a command id or a claim must see its outcome
 * first, so it stays, and whatever comes after it there stays too: per stream the order is that of the calls.
 */
export function takeFlush(queue: Waiting[]): Waiting[] {
  const flush: Waiting[] = [];
  const left: Waiting[] = [];
  const met = new Set<string>();
  let events = 0;
  let looked = 0;
  for (; looked < queue.length && looked < MAX_LOOKED_AT && flush.length < MAX_FLUSH_REQUESTS; looked += 1) {
    const next = queue[looked]!;
    const size = next.encoded.rows.length;
    if (flush.length > 0 && events + size > MAX_FLUSH_EVENTS) break;
    const marks = marksOf(next.encoded);
    const isFree = !marks.some((mark) => met.has(mark));
    for (const mark of marks) met.add(mark);
    if (isFree) {
      flush.push(next);
      events += size;
    } else left.push(next);
  }
  queue.splice(0, looked, ...left);
  return flush;
}

function marksOf({ checks, claims, command }: EncodedRequest): string[] {
  const marks = [`command ${command}`];
  for (const { key } of checks) marks.push(key);
  for (const { key, kind } of claims) marks.push(`claim ${kind}/${key}`);
  return marks;
}
