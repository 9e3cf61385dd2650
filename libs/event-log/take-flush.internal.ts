import type { AppendOutcome, AppendRequest } from './append-events.ts';
import type { EncodedRequest } from './encode-request.internal.ts';

/** A request in the lane, from the call to its outcome. */
export type Waiting = {
  readonly request: AppendRequest;
  /** Epoch milliseconds. */
  readonly calledAt: number;
  encoded: EncodedRequest;
  /** What no two requests in flight may share: command id and stream keys, which are UUIDs, and names of claims. */
  readonly marks: readonly string[];
  readonly promise: Promise<AppendOutcome>;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
};

const MAX_FLUSH_EVENTS = 2_000;
const MAX_FLUSH_REQUESTS = 512;
const MAX_LOOKED_AT = 4_096;

export function waiting(request: AppendRequest, encoded: EncodedRequest): Waiting {
  const { checks, claims, command } = encoded;
  const marks = [command];
  for (const { key } of checks) marks.push(key);
  for (const { key, kind } of claims) marks.push(`${kind}/${key}`);
  return { request, encoded, marks, calledAt: Date.now(), ...Promise.withResolvers<AppendOutcome>() };
}

/**
 * Takes the next flush, of at most so many requests, out of the queue. What meets another in a stream, a command id or
 * a claim, there or in flight (`busy`), must see its outcome first: it stays, and so does whatever meets it. Per stream
 * the order is that of the calls.
 */
export function takeFlush(queue: Waiting[], busy: ReadonlySet<string>, most = MAX_FLUSH_REQUESTS): Waiting[] {
  const flush: Waiting[] = [];
  const left: Waiting[] = [];
  const met = new Set<string>();
  const limit = Math.min(most, MAX_FLUSH_REQUESTS);
  let events = 0;
  let looked = 0;
  for (; looked < queue.length && looked < MAX_LOOKED_AT && flush.length < limit; looked += 1) {
    const next = queue[looked]!;
    const size = next.encoded.rows.length;
    if (flush.length > 0 && events + size > MAX_FLUSH_EVENTS) break;
    const isFree = !next.marks.some((mark) => busy.has(mark) || met.has(mark));
    for (const mark of next.marks) met.add(mark);
    if (isFree) {
      flush.push(next);
      events += size;
    } else left.push(next);
  }
  queue.splice(0, looked, ...left);
  return flush;
}
