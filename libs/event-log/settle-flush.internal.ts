import { setTimeout as delay } from 'node:timers/promises';
import type { AppendOutcome, AppendRequest } from './append-events.ts';
import { AppendUnknown } from './append-unknown.ts';
import { isPassing } from './database-refusal.internal.ts';
import type { EncodedRequest } from './encode-request.internal.ts';
import type { FlushAnswer } from './flush-statement.internal.ts';
import type { LaneConnection } from './lane-connection.internal.ts';
import { streamKey } from './stream-key.ts';
import type { Waiting } from './waiting-requests.internal.ts';

export type Settling = {
  readonly connection: LaneConnection;
  readonly campaign: number;
  readonly patienceMs: number;
  readonly encode: (request: AppendRequest) => EncodedRequest;
};

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Brings every request of a flush to its outcome. A flush ends in one of four ways.
 * Answered: every request has its outcome.
 * Refused as a whole (a defect: a unique key fired, a value does not fit): nothing of it stands, the requests go again
 * one by one, and only the guilty one fails.
 * Passing trouble (lock or statement timeout, deadlock): nothing stands, all go again.
 * Connection lost: nobody knows. All go again with the same command ids on a new connection, and the command table
 * answers. A blind retry without ids, or an error that says "not done", would be wrong.
 */
export async function settleFlush(settling: Settling, flush: readonly Waiting[]): Promise<void> {
  const deadline = Date.now() + settling.patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      const requests = flush.map(({ encoded }) => encoded);
      return answer(flush, await settling.connection.flush(settling.campaign, requests));
    } catch (error) {
      if (!isPassing(error)) return refuse(settling, flush, error);
      if (Date.now() + pauseMs > deadline) {
        for (const { reject, request } of flush) reject(new AppendUnknown(request.commandId, error));
        return;
      }
      await delay(pauseMs);
      // A later attempt is recorded later; the command ids stay.
      for (const entry of flush) entry.encoded = settling.encode(entry.request);
    }
  }
}

async function refuse(settling: Settling, flush: readonly Waiting[], error: unknown): Promise<void> {
  if (flush.length === 1) flush[0]!.reject(error);
  else for (const entry of flush) await settleFlush(settling, [entry]);
}

function answer(flush: readonly Waiting[], answers: readonly FlushAnswer[]): void {
  const claims = flush.flatMap(({ request }) => [...(request.claims ?? []), ...(request.releases ?? [])]);
  for (const [request, kind, firstPosition, events, stream, version, claim] of answers) {
    const entry = flush[request - 1]!;
    entry.resolve(outcome());

    function outcome(): AppendOutcome {
      switch (kind) {
        case 'appended':
        case 'repeated':
          return { kind, firstPosition: firstPosition!, events: events! };
        case 'stale':
          return { kind, stream: streamWithKey(entry.request, stream!), version: version! };
        case 'taken':
        case 'not-held':
          return { kind, claim: claims[claim! - 1]! };
        case 'other-body':
        case 'closed':
          return { kind };
      }
    }
  }
}

function streamWithKey({ streams }: AppendRequest, key: string): string {
  return streams.find(({ stream }) => streamKey(stream) === key)!.stream;
}
