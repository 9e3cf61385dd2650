import type { Claim } from './claim.ts';
import type { NewEvent } from './new-event.ts';
import type { Lane } from './open-lane.ts';
import type { SealedRow } from './sealed-row.ts';

export type AppendRequest = {
  /** Any text; the same command always under the same id (command-key.ts). */
  readonly commandId: string;
  /** `digestOf` the request as parsed. The same id with another digest is an error of the caller. */
  readonly digest: Uint8Array;
  /** Mostly one. All of it is appended, or nothing. */
  readonly streams: readonly StreamAppend[];
  /** Must be free, and are held from now on. */
  readonly claims?: readonly Claim[];
  /** Must be held, and are free from now on: a bag is voided, a match broken. */
  readonly releases?: readonly Claim[];
  /** Stored only if the events are. */
  readonly sealed?: readonly SealedRow[];
};

export type StreamAppend = {
  /** `<word>-<rest>` (stream-key.ts). */
  readonly stream: string;
  /** The version that `decide` has seen; 0 = new. */
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
};

export type AppendOutcome =
  /** `repeated`: the command id was known, this is its first answer. */
  | { readonly kind: 'appended' | 'repeated'; readonly firstPosition: number; readonly events: number }
  /** Load the stream again and decide again; `version` is where it stands. */
  | { readonly kind: 'stale'; readonly stream: string; readonly version: number }
  /** Somebody holds it: a Problem for the user. */
  | { readonly kind: 'taken'; readonly claim: Claim }
  /** A release of what nobody holds. */
  | { readonly kind: 'not-held'; readonly claim: Claim }
  /** The command id was used for another request: 409. */
  | { readonly kind: 'other-body' }
  /** The campaign's log takes no more events. */
  | { readonly kind: 'closed' };

/**
 * Appends one request, in one commit with whatever else waits in the lane. A refusal leaves no trace, so a retry
 * decides anew. Rejects with TypeError for a request that no log can hold, with AppendUnknown when the outcome could
 * not be learnt in time: then send the same request with the same id again, for it may have been appended.
 */
export function appendEvents(lane: Lane, request: AppendRequest): Promise<AppendOutcome> {
  return lane.append(request);
}
