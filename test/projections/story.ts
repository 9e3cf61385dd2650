import type { DomainEvent } from '@canbao/domain/domain-event';
import type { ReturnReason, ScreeningStage } from '@canbao/domain/registration/registration.events';
import { uuid7 } from '@canbao/event-log/uuid7';
import type { ReadingHandle } from '@canbao/projections/reading-handle';

import type { ReadingScratch } from './reading-scratch.ts';
import { agentOf, COUNTY, dayOf, type SeasonEvent, sha, townshipOf } from './season-scribe.ts';

export const VILLAGE = `${COUNTY}/101/01`;
export const OTHER_VILLAGE = `${COUNTY}/102/01`;

/** Shanghai time of September or October 2019, epoch ms: `plan('09-21 08:00')`. */
export const plan = (text: string): number => Date.parse(`2019-${text.replace(' ', 'T')}:00+08:00`);

/** A UUIDv7 by number: the same in every run, in order. */
export const uuid = (n: number): string =>
  uuid7(
    plan('09-16 00:00') + n,
    Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? n % 256 : 0)),
  );

type Taken = {
  readonly unit?: string;
  readonly person?: string;
  readonly at?: number;
  readonly receivedOn?: string;
  readonly fen?: number;
};

/**
 * A campaign told event by event, for given/then specs: each call appends one event on its own. Registrations, people
 * and receipts go by small numbers.
 */
export type Story = {
  readonly handle: ReadingHandle;
  /** Any event. */
  say(stream: string, unit: string, event: DomainEvent, more?: Partial<SeasonEvent>): Promise<void>;
  registered(n: number, taken?: Taken): Promise<void>;
  bagged(code: string, numbers: readonly number[], unit?: string): Promise<void>;
  banked(code: string, people: number, unit?: string): Promise<void>;
  matched(code: string, people: number, unit?: string): Promise<void>;
  passed(n: number, stage: ScreeningStage, round?: 1 | 2): Promise<void>;
  returned(n: number, stage: ScreeningStage, reasons: readonly ReturnReason[], round?: 1 | 2): Promise<void>;
  corrected(n: number, person: number): Promise<void>;
  /** Brings the projections to the head. */
  told(): Promise<ReadingHandle>;
};

export async function storyOf(scratch: ReadingScratch, code: string): Promise<Story> {
  const campaign = await scratch.openCampaign(code);
  let now = plan('09-20 08:00');
  const say: Story['say'] = async (stream, unit, event, more = {}) => {
    now += 60_000;
    await campaign.append([
      [{ stream, event, unit, occurredAt: now, actor: 'system', person: null, amountFen: null, ...more }],
    ]);
  };
  const ofRegistration = (n: number, event: DomainEvent, more?: Partial<SeasonEvent>) =>
    say(`registration-${uuid(n)}`, VILLAGE, event, more);
  const ofBag = (type: 'BagBanked', people: number, unit: string, bag: string) =>
    say(
      `bag-${bag}`,
      unit,
      { type, data: { code: bag, agent: agentOf(unit), people, tellerSlipSha256: sha(bag) } },
      { amountFen: people * 250_00 },
    );
  return {
    handle: campaign.handle,
    say,
    registered: (
      n,
      { unit = VILLAGE, person = uuid(1_000 + n), at = now + 60_000, receivedOn = dayOf(at), fen = 250_00 } = {},
    ) =>
      say(
        `registration-${uuid(n)}`,
        unit,
        {
          type: 'PersonRegistered',
          data: {
            agent: agentOf(unit),
            receipt: `SC2020-${String(n).padStart(8, '0')}`,
            group: '1组',
            channel: 'agent',
            source: 'single',
            file: null,
            line: null,
            receivedOn,
          },
        },
        { person, amountFen: fen, occurredAt: at },
      ),
    bagged: (bag, numbers, unit = VILLAGE) =>
      say(
        `bag-${bag}`,
        unit,
        {
          type: 'BagClosed',
          data: {
            code: bag,
            agent: agentOf(unit),
            account: townshipOf(unit),
            people: numbers.length,
            registrations: numbers.map(uuid),
            firstReceiptAt: plan('09-20 08:00'),
          },
        },
        { amountFen: numbers.length * 250_00 },
      ),
    banked: (bag, people, unit = VILLAGE) => ofBag('BagBanked', people, unit, bag),
    matched: async (bag, people, unit = VILLAGE) => {
      const line = { account: townshipOf(unit), serial: `n-${bag}`, place: 1 };
      const money = { amountFen: people * 250_00 };
      const stream = `statement-${townshipOf(unit)}-1`;
      await say(
        stream,
        `${COUNTY}/${line.account}`,
        { type: 'BankLineRecorded', data: { ...line, kind: 'deposit', bookedAt: now, slipCode: bag } },
        money,
      );
      await say(
        stream,
        unit,
        { type: 'DepositMatched', data: { ...line, code: bag, agent: agentOf(unit), people, pass: 'P1' } },
        money,
      );
    },
    passed: (n, stage, round = 1) => ofRegistration(n, { type: 'RegistrationPassed', data: { round, stage } }),
    returned: (n, stage, reasons, round = 1) =>
      ofRegistration(n, { type: 'RegistrationReturned', data: { round, stage, reasons } }),
    corrected: (n, person) =>
      ofRegistration(
        n,
        { type: 'RegistrationCorrected', data: { fields: ['idNumber'], previousPerson: uuid(1_000 + n), group: null } },
        { person: uuid(person) },
      ),
    told: async () => {
      await scratch.project();
      return campaign.handle;
    },
  };
}
