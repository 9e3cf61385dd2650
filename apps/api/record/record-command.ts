import { type Claim, claimsOf, claimTaken } from '@canbao/domain/claims-of';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { appendEvents, type StreamAppend } from '@canbao/event-log/append-events';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import { headOf } from '@canbao/event-log/head-of';
import type { NewEvent, PersonReference } from '@canbao/event-log/new-event';
import type { SealedRow } from '@canbao/event-log/sealed-row';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import { requestProblems } from '../http/request-problems.ts';
import type { Parts } from '../parts.ts';

/** A decided event and what of its envelope the command does not say. */
export type Fact = {
  readonly event: DomainEvent;
  readonly unit: string;
  readonly person?: PersonReference;
  readonly amountFen?: number;
};

/** What a decision appends, all of it or nothing. Claims follow from the events (claims-of.ts). No facts: it is so already. */
export type Decided = {
  readonly streams: readonly { readonly stream: string; readonly version: number; readonly facts: readonly Fact[] }[];
  readonly releases?: readonly Claim[];
  readonly sealed?: readonly SealedRow[];
};

export type CommandToRecord = {
  readonly commandId: string;
  readonly actor: string;
  /** What is asked for: the same id with another request is refused. No instants, no fresh ids, no personal data. */
  readonly request: Canonical;
  /** Loads, folds and decides; run again when somebody else was faster. */
  readonly decide: () => Promise<Decided | Problem>;
  /** Of these claims another may be tried: the next decision proposes it. */
  readonly againOn?: Claim['kind'];
};

/** `firstPosition` of the events it made; null when it changed nothing. `isRepeated`: they were made by an earlier call. */
export type Recorded = {
  readonly position: number;
  readonly firstPosition: number | null;
  readonly isRepeated: boolean;
};

const ATTEMPTS = 8;

/**
 * A command that goes straight to the log, with no workflow in between: a known command id gets its first answer; else
 * decide and append, once or not at all. Answers the log's next position after it.
 */
export async function recordCommand(
  { log, lanes }: Pick<Parts, 'log' | 'lanes'>,
  { code, planNow }: Pick<CurrentCampaign, 'code' | 'planNow'>,
  { commandId, actor, request, decide, againOn }: CommandToRecord,
): Promise<Recorded | Problem> {
  const digest = digestOf({ actor, request });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const known = await findCommand(log, code, commandId);
    if (known !== undefined) {
      if (!Buffer.from(known.digest).equals(digest)) return requestProblems.keyReused();
      const { firstPosition, events } = known;
      return { position: firstPosition + events, firstPosition, isRepeated: true };
    }
    const decided = await decide();
    if (isProblem(decided)) return decided;
    const streams = appends(decided, { actor, occurredAt: planNow });
    if (streams.length === 0) return { position: await headOf(log, code), firstPosition: null, isRepeated: false };
    const { releases = [], sealed = [] } = decided;
    const claims = claimsOfAll(decided);
    const lane = await lanes.of(code);
    const outcome = await appendEvents(lane, { commandId, digest, streams, claims, releases, sealed });
    switch (outcome.kind) {
      case 'appended':
      case 'repeated':
        return {
          position: outcome.firstPosition + outcome.events,
          firstPosition: outcome.firstPosition,
          isRepeated: outcome.kind === 'repeated',
        };
      case 'other-body':
        return requestProblems.keyReused();
      case 'closed':
        return engineProblems.notRunning();
      case 'stale':
      case 'not-held':
        continue;
      case 'taken': {
        const claim = claims.find(({ kind, key }) => kind === outcome.claim.kind && key === outcome.claim.key);
        if (claim !== undefined && claim.kind !== againOn) return claimTaken(claim.kind);
      }
    }
  }
  return engineProblems.stale();
}

const appends = ({ streams }: Decided, made: Pick<NewEvent, 'actor' | 'occurredAt'>): readonly StreamAppend[] =>
  streams
    .filter(({ facts }) => facts.length > 0)
    .map(({ stream, version, facts }) => ({
      stream,
      expectedVersion: version,
      events: facts.map(({ event, ...envelope }) => ({
        type: event.type,
        // Facts hold nothing but what canonical JSON can say; the log checks it.
        data: event.data as NewEvent['data'],
        ...envelope,
        ...made,
      })),
    }));

const claimsOfAll = ({ streams }: Decided): readonly Claim[] =>
  streams.flatMap(({ facts }) => facts.flatMap(({ event, person }) => claimsOf(event, person?.key ?? null)));
