import { randomBytes } from 'node:crypto';
import type { CampaignLanes } from '@canbao/activities/campaign-lanes';
import { claimsOf } from '@canbao/domain/claims-of';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStream } from '@canbao/event-log/read-stream';

/** A fact as somebody else would record it, at the end of its stream. */
export type SaidFact = (stream: string, unit: string, event: DomainEvent, amountFen?: number) => Promise<void>;

export const saidFact =
  ({ log, lanes }: { readonly log: EventLog; readonly lanes: CampaignLanes }, campaign: string): SaidFact =>
  async (stream, unit, event, amountFen) => {
    const { type, data } = event;
    const about = { unit, actor: 'u_1', occurredAt: Date.now(), amountFen: amountFen ?? null };
    const commandId = `said/${stream}/${randomBytes(6).toString('hex')}`;
    const outcome = await appendEvents(await lanes.of(campaign), {
      commandId,
      digest: digestOf(commandId),
      streams: [
        {
          stream,
          expectedVersion: (await readStream(log, campaign, stream)).length,
          events: [{ type, data: data as NewEvent['data'], ...about }],
        },
      ],
      claims: claimsOf(event, null),
    });
    if (outcome.kind !== 'appended') throw new Error(`${type}: ${outcome.kind}`);
  };
