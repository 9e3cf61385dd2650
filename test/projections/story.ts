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

type Say = (stream: string, unit: string, event: DomainEvent, more?: Partial<SeasonEvent>) => Promise<void>;

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
export type Story = CashStory &
  ScreeningStory & {
    readonly handle: ReadingHandle;
    /** Any event. */
    readonly say: Say;
    /** Brings the projections to the head. */
    told(): Promise<ReadingHandle>;
  };

type CashStory = {
  registered(n: number, taken?: Taken): Promise<void>;
  bagged(code: string, numbers: readonly number[], unit?: string): Promise<void>;
  banked(code: string, people: number, unit?: string): Promise<void>;
  matched(code: string, people: number, unit?: string): Promise<void>;
};

type ScreeningStory = {
  passed(n: number, stage: ScreeningStage, round?: 1 | 2): Promise<void>;
  returned(n: number, stage: ScreeningStage, reasons: readonly ReturnReason[], round?: 1 | 2): Promise<void>;
  corrected(n: number, person: number): Promise<void>;
};

export async function storyOf(scratch: ReadingScratch, code: string): Promise<Story> {
  const campaign = await scratch.openCampaign(code);
  let now = plan('09-20 08:00');
  const say: Say = async (stream, unit, event, more = {}) => {
    now += 60_000;
    const told = { stream, event, unit, occurredAt: now, actor: 'system', person: null, amountFen: null, ...more };
    await campaign.append([[told]]);
  };
  return {
    handle: campaign.handle,
    say,
    ...cashStory(say, () => now + 60_000),
    ...screeningStory(say),
    told: async () => {
      await scratch.project();
      return campaign.handle;
    },
  };
}

const cashStory = (say: Say, next: () => number): CashStory => ({
  registered: (
    n,
    { unit = VILLAGE, person = uuid(1_000 + n), at = next(), receivedOn = dayOf(at), fen = 250_00 } = {},
  ) => {
    const receipt = `SC2020-${String(n).padStart(8, '0')}`;
    const entered = { channel: 'agent', source: 'single', file: null, line: null } as const;
    const data = { agent: agentOf(unit), receipt, group: '1组', receivedOn, ...entered };
    const more = { person, amountFen: fen, occurredAt: at };
    return say(`registration-${uuid(n)}`, unit, { type: 'PersonRegistered', data }, more);
  },
  bagged: (code, numbers, unit = VILLAGE) => {
    const registrations = numbers.map(uuid);
    const whose = { agent: agentOf(unit), account: townshipOf(unit), people: numbers.length };
    const data = { code, ...whose, registrations, firstReceiptAt: plan('09-20 08:00') };
    return say(`bag-${code}`, unit, { type: 'BagClosed', data }, { amountFen: numbers.length * 250_00 });
  },
  banked: (code, people, unit = VILLAGE) => {
    const data = { code, agent: agentOf(unit), people, tellerSlipSha256: sha(code) };
    return say(`bag-${code}`, unit, { type: 'BagBanked', data }, { amountFen: people * 250_00 });
  },
  matched: async (code, people, unit = VILLAGE) => {
    const line = { account: townshipOf(unit), serial: `n-${code}`, place: 1 };
    const [stream, money] = [`statement-${line.account}-1`, { amountFen: people * 250_00 }];
    const booked = { ...line, kind: 'deposit', bookedAt: next(), slipCode: code } as const;
    await say(stream, `${COUNTY}/${line.account}`, { type: 'BankLineRecorded', data: booked }, money);
    const matched = { ...line, code, agent: agentOf(unit), people, pass: 'P1' } as const;
    await say(stream, unit, { type: 'DepositMatched', data: matched }, money);
  },
});

function screeningStory(say: Say): ScreeningStory {
  const of = (n: number, event: DomainEvent, more?: Partial<SeasonEvent>) =>
    say(`registration-${uuid(n)}`, VILLAGE, event, more);
  return {
    passed: (n, stage, round = 1) => of(n, { type: 'RegistrationPassed', data: { round, stage } }),
    returned: (n, stage, reasons, round = 1) =>
      of(n, { type: 'RegistrationReturned', data: { round, stage, reasons } }),
    corrected: (n, person) => {
      const data = { fields: ['idNumber'], previousPerson: uuid(1_000 + n), group: null } as const;
      return of(n, { type: 'RegistrationCorrected', data }, { person: uuid(person) });
    },
  };
}
