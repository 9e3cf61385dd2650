import type { DomainEvent } from '@canbao/domain/domain-event';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import type { NewEvent } from '@canbao/event-log/new-event';
import { readStream } from '@canbao/event-log/read-stream';
import { ApplicationFailure } from '@temporalio/common';

import { type Ledger, refusal } from '../ledger/record-on-stream.ts';

export type OfTownship = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly planAt: number;
};

/** A fact of a run on the run's own stream, by its command id: appended once, whoever repeats it. Answers the position. */
export async function recordOnce(
  { log, lanes }: Ledger,
  { campaign, region, township, planAt }: OfTownship,
  fact: {
    readonly stream: string;
    readonly commandId: string;
    readonly fact: DomainEvent;
    readonly amountFen?: number;
    readonly actor?: string;
    /** Default: the township. */
    readonly unit?: string;
  },
): Promise<number> {
  const known = await findCommand(log, campaign, fact.commandId);
  if (known !== undefined) return known.firstPosition + known.events;
  const event: NewEvent = {
    type: fact.fact.type,
    data: { ...fact.fact.data } as NewEvent['data'],
    unit: fact.unit ?? `${region}/${township}`,
    actor: fact.actor ?? 'system',
    occurredAt: planAt,
    amountFen: fact.amountFen ?? null,
  };
  const outcome = await appendEvents(await lanes.of(campaign), {
    commandId: fact.commandId,
    digest: digestOf(fact.commandId),
    streams: [
      { stream: fact.stream, expectedVersion: (await readStream(log, campaign, fact.stream)).length, events: [event] },
    ],
  });
  switch (outcome.kind) {
    case 'appended':
    case 'repeated':
      return outcome.firstPosition + outcome.events;
    case 'stale':
      throw ApplicationFailure.retryable(fact.commandId, 'VersionConflict');
    case 'taken':
    case 'not-held':
    case 'other-body':
    case 'closed':
      throw refusal(outcome, fact.commandId);
  }
}
