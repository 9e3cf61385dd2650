import { claimsOf, claimTaken, type ClaimKind } from '@canbao/domain/claims-of';
import type { Decider } from '@canbao/domain/decider';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { isProblem } from '@canbao/domain/problem';
import { appendEvents, type AppendOutcome } from '@canbao/event-log/append-events';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import { headOf } from '@canbao/event-log/head-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStream } from '@canbao/event-log/read-stream';
import { ApplicationFailure } from '@temporalio/common';

import type { CampaignLanes } from '../campaign-lanes.ts';
import { problemFailure } from '../problem-failure.ts';

export type Ledger = { readonly log: EventLog; readonly lanes: CampaignLanes };

/** One command of one process on its own stream. */
export type Recording<State, Command, Event extends DomainEvent> = {
  readonly campaign: string;
  readonly stream: string;
  readonly unit: string;
  readonly actor: string;
  /** Survives retry, replay and new runs: an Update ID, or `auto/<key>`. */
  readonly commandId: string;
  /** The request as asked, without evidence and without instants: what makes it the same request again. */
  readonly request: Canonical;
  /** Plan instant of the facts, epoch ms. */
  readonly planAt: number;
  /** The version that the workflow knows; it is answered with every event behind it. */
  readonly knownVersion: number;
  readonly decider: Decider<State, Command, Event>;
  /** Completes the request with evidence from the log; asked again when somebody else was faster. */
  readonly command: (state: State) => Promise<Command>;
};

export type Recorded<Event> = {
  readonly position: number;
  readonly events: readonly (Event & { readonly version: number })[];
};

const ATTEMPTS = 5;

/**
 * A command of a process: a known command id gets its first answer; else load, fold, decide, append. A refusal is a
 * failure of the problem's type, nobody repeats it. The answer holds all events that the workflow does not know yet.
 */
export async function recordOnStream<State, Command, Event extends DomainEvent>(
  { log, lanes }: Ledger,
  recording: Recording<State, Command, Event>,
): Promise<Recorded<Event>> {
  const { campaign, stream, commandId, decider } = recording;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const past = await pastOf<Event>(log, campaign, stream);
    const known = await findCommand(log, campaign, commandId);
    if (known !== undefined) return answer(past, recording.knownVersion, known.firstPosition + known.events);
    const state = past.reduce((folded, event) => decider.evolve(folded, event), decider.initial);
    const decided = decider.decide(await recording.command(state), state);
    if (isProblem(decided)) throw problemFailure(decided);
    if (decided.length === 0) return answer(past, recording.knownVersion, await headOf(log, campaign));
    const outcome = await appendEvents(await lanes.of(campaign), {
      commandId,
      digest: digestOf(recording.request),
      streams: [{ stream, expectedVersion: past.length, events: decided.map((fact) => newEvent(fact, recording)) }],
      claims: decided.flatMap((event) => claimsOf(event, null)),
    });
    switch (outcome.kind) {
      case 'appended':
        return answer(
          [...past, ...numbered(decided, past.length)],
          recording.knownVersion,
          outcome.firstPosition + outcome.events,
        );
      case 'repeated':
        return answer(
          await pastOf<Event>(log, campaign, stream),
          recording.knownVersion,
          outcome.firstPosition + outcome.events,
        );
      case 'stale':
        continue;
      case 'taken':
      case 'not-held':
      case 'other-body':
      case 'closed':
        throw refusal(outcome, commandId);
    }
  }
  throw ApplicationFailure.retryable(commandId, 'VersionConflict');
}

type Refused = Extract<AppendOutcome, { kind: 'taken' | 'not-held' | 'other-body' | 'closed' }>;

/** What the log said no to: a claim that somebody holds is a problem for people, the rest is a mistake of ours. */
export function refusal(outcome: Refused, what: string): Error {
  // The log knows claims by the kinds that `claimsOf` gave it.
  if (outcome.kind === 'taken') return problemFailure(claimTaken(outcome.claim.kind as ClaimKind));
  return ApplicationFailure.nonRetryable(what, outcomeTypes[outcome.kind]);
}

const outcomeTypes = { 'not-held': 'ClaimNotHeld', 'other-body': 'OtherBody', closed: 'LogClosed' } as const;

/** The facts of a process stream. Its one writer appends nothing but `Event`, so the shape is trusted. */
export async function pastOf<Event extends DomainEvent>(
  log: EventLog,
  campaign: string,
  stream: string,
): Promise<readonly (Event & { readonly version: number })[]> {
  const events = await readStream(log, campaign, stream);
  return events.map(({ type, data, version }) => ({ type, data, version }) as unknown as Event & { version: number });
}

const numbered = <Event extends DomainEvent>(events: readonly Event[], before: number) =>
  events.map((event, index) => ({ ...event, version: before + index + 1 }));

const answer = <Event>(
  past: readonly (Event & { readonly version: number })[],
  knownVersion: number,
  position: number,
): Recorded<Event> => ({ position, events: past.filter(({ version }) => version > knownVersion) });

/** Facts hold nothing but what canonical JSON can say; the log checks it. */
function newEvent(
  fact: DomainEvent,
  { unit, actor, planAt }: Pick<NewEvent, 'unit' | 'actor'> & { readonly planAt: number },
): NewEvent {
  return { type: fact.type, data: fact.data as NewEvent['data'], unit, actor, occurredAt: planAt };
}
