import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import type { AppendOutcome, AppendRequest } from './append-events.ts';
import { AppendUnknown } from './append-unknown.ts';
import { isLockHeld, isPassing } from './is-passing.internal.ts';
import type { EncodedRequest } from './encode-request.internal.ts';
import type { FlushAnswer, FlushRefusal } from './flush-parameters.internal.ts';
import type { LaneConnection } from './lane-connection.internal.ts';
import type { Waiting } from './take-flush.internal.ts';

export type Settling = {
  readonly connection: LaneConnection;
  readonly campaign: number;
  readonly patienceMs: number;
  /** Asked when the lock could not be had: somebody may be frozen with it. */
  readonly endSilentWriters: () => Promise<unknown>;
  readonly encode: (request: AppendRequest) => EncodedRequest;
  /** What share of the flushes met an objection, lately. */
  readonly objections: { share: number };
};

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;
/** A flush in vain costs more than asking; from this share of them on, asking at once costs less. */
const MANY_OBJECTIONS = 0.3;
const UNIQUE_VIOLATION = '23505';

/**
 * Brings every request of a flush to its outcome; never rejects. A flush ends in one of four ways.
 * Answered: every request has its outcome.
 * Refused as a whole (a defect: a unique key fired, a value does not fit): nothing of it stands, the requests go again
 * one by one, and only the guilty one fails.
 * Passing trouble (lock or statement timeout, deadlock): nothing stands, all go again.
 * Connection lost: nobody knows. All go again with the same command ids on a new connection, and the command table
 * answers. A blind retry without ids, or an error that says "not done", would be wrong.
 */
export async function settleFlush(settling: Settling, flush: readonly Waiting[]): Promise<void> {
  // What waited behind a flush that failed has used up its patience there; each is tried once all the same.
  const deadline = Math.min(...flush.map(({ calledAt }) => calledAt)) + settling.patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return deliver(flush, await answerTo(settling, flush));
    } catch (error) {
      if (!isPassing(error)) return refuse(settling, flush, error);
      if (Date.now() + pauseMs > deadline) {
        for (const { reject, request } of flush) reject(new AppendUnknown(request.commandId, error));
        return;
      }
      // If the database cannot even be asked, the next attempt fails with that.
      if (isLockHeld(error)) await settling.endSilentWriters().catch(() => undefined);
      await delay(pauseMs);
      // A later attempt is recorded later; the command ids stay.
      for (const entry of flush) entry.encoded = settling.encode(entry.request);
    }
  }
}

/**
 * Sends the flush to be appended whole. When something objects, nothing of it stands, and it goes again, asking; at once
 * so when there are releases, which no key checks, or when asking is needed often.
 */
async function answerTo(
  { campaign, connection, objections }: Settling,
  flush: readonly Waiting[],
): Promise<FlushAnswer> {
  const requests = flush.map(({ encoded }) => encoded);
  const hasReleases = requests.some(({ claims }) => claims.some(({ held }) => held));
  let isWhole = false;
  let answer: FlushAnswer = [null, null];
  if (!hasReleases && objections.share < MANY_OBJECTIONS) {
    answer = await connection.flush({ campaign, requests, isAsking: false }).catch(objection);
    isWhole = answer[0] !== null;
  }
  if (!isWhole) {
    answer = await connection.flush({ campaign, requests, isAsking: true });
    isWhole = answer[1] === null;
  }
  objections.share += ((isWhole ? 0 : 1) - objections.share) / 8;
  return answer;
}

/** The objection of a unique key as an answer; any other error stays one. */
function objection(error: unknown): FlushAnswer {
  if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return [null, null];
  throw error;
}

async function refuse(settling: Settling, flush: readonly Waiting[], error: unknown): Promise<void> {
  if (flush.length === 1) flush[0]!.reject(error);
  else for (const entry of flush) await settleFlush(settling, [entry]);
}

/** Refusals are listed by number; all others were appended one after the other. */
function deliver(flush: readonly Waiting[], [firstPosition, refusals]: FlushAnswer): void {
  const refused = new Map(refusals?.map((refusal) => [refusal.request, refusal]));
  let position = firstPosition ?? 0;
  let claimsBefore = 0;
  flush.forEach((entry, i) => {
    const refusal = refused.get(i + 1);
    const events = entry.encoded.rows.length;
    if (refusal !== undefined) entry.resolve(refusalOutcome(entry, refusal, claimsBefore));
    else {
      entry.resolve({ kind: 'appended', firstPosition: position, events });
      position += events;
    }
    claimsBefore += entry.encoded.claims.length;
  });
}

function refusalOutcome({ encoded, request }: Waiting, refusal: FlushRefusal, claimsBefore: number): AppendOutcome {
  const { claim, events, first_position: firstPosition, outcome: kind, stream, version } = refusal;
  switch (kind) {
    case 'repeated':
      return { kind, firstPosition: firstPosition!, events: events! };
    case 'stale': {
      const place = encoded.checks.findIndex(({ key }) => key === stream);
      return { kind, stream: request.streams[place]!.stream, version: version! };
    }
    case 'taken':
    case 'not-held': {
      const { claims = [], releases = [] } = request;
      return { kind, claim: [...claims, ...releases][claim! - claimsBefore - 1]! };
    }
    case 'other-body':
    case 'closed':
      return { kind };
  }
}
