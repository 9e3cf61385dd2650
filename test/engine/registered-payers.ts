import type { CampaignLanes } from '@canbao/activities/campaign-lanes';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { uuid7 } from '@canbao/event-log/uuid7';
import type { Vault } from '@canbao/vault/vault';
import { randomBytes } from 'node:crypto';

/** One payment of one payer: who, where, by whom, under which receipt. */
export type SealedPayment = {
  readonly idNumber: string;
  readonly name: string;
  readonly unit: string;
  readonly receipt: string;
};

type Parts = { readonly vault: Vault; readonly log: EventLog; readonly lanes: CampaignLanes };

/** Registers payers one after the other, as an agent does, without judging them; answers their registrations. */
export async function registeredPayers(
  { vault, lanes }: Parts,
  campaign: string,
  payers: readonly SealedPayment[],
): Promise<readonly string[]> {
  const registrations: string[] = [];
  for (const { idNumber, name, unit, receipt } of payers) {
    const [person] = await vault.identify(campaign, [{ documentType: 'resident-id', number: idNumber }]);
    const value = { documentType: 'resident-id', idNumber, name };
    const { sealed, commitments } = await vault.seal(campaign, 'identity', [{ person: person!, value }]);
    const registration = uuid7(Date.now(), randomBytes(10));
    const agent = `${unit.split('/').slice(1).join('-')}-1`;
    const outcome = await appendEvents(await lanes.of(campaign), {
      commandId: registration,
      digest: digestOf(registration),
      claims: [{ kind: 'receipt', key: receipt }],
      sealed,
      streams: [
        {
          stream: `registration-${registration}`,
          expectedVersion: 0,
          events: [
            {
              type: 'PersonRegistered',
              data: {
                ...{ agent, receipt, group: '一组', channel: 'agent', source: 'single', file: null, line: null },
                receivedOn: '2019-09-21',
              },
              unit,
              actor: 'u_agent',
              occurredAt: Date.now(),
              amountFen: 25_000,
              person: { key: person!, identity: commitments[0]! },
            },
          ],
        },
      ],
    });
    if (outcome.kind !== 'appended') throw new Error(`${receipt}: ${outcome.kind}`);
    registrations.push(registration);
  }
  return registrations;
}
