import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { bagQuery } from '@canbao/projections/bag/bag.query';
import { bankLineQuery } from '@canbao/projections/bank-line/bank-line.query';
import { contributionQuery } from '@canbao/projections/contribution/contribution.query';
import { dailyCourseQuery } from '@canbao/projections/daily-course/daily-course.query';
import { identityQuery } from '@canbao/projections/identity/identity.query';
import { looseReceiptQuery } from '@canbao/projections/loose-receipt/loose-receipt.query';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';
import { sql } from 'kysely';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { COUNTY } from './season-scribe.ts';
import { OTHER_VILLAGE, plan, type Story, storyOf, uuid, VILLAGE } from './story.ts';

let scratch: ReadingScratch;
let story: Story;
let campaigns = 0;
beforeAll(async () => {
  scratch = await readingScratch();
});
beforeEach(async () => {
  story = await storyOf(scratch, `411722-2020-r${(campaigns += 1)}`);
});
afterAll(() => scratch.close());

/** Places that hold something, in yuan. */
async function yuan(handle: ReadingHandle): Promise<Record<string, number>> {
  const places = [...(await moneyPlaceQuery.inside(handle)), ...(await moneyPlaceQuery.outside(handle))];
  return Object.fromEntries(places.filter(({ fen }) => fen !== 0).map(({ place, fen }) => [place, fen / 100]));
}

test('R-600 cash goes from the payer to the hand, the bag, the account, and is never in two of them', async () => {
  for (const n of [1, 2, 3]) await story.registered(n);
  expect(await yuan(await story.told())).toStrictEqual({ 'agents-loose': 750, payers: -750 });
  await story.bagged('K7M4P', [1, 2]);
  expect(await yuan(await story.told())).toStrictEqual({ 'agents-loose': 250, 'agents-bagged': 500, payers: -750 });
  await story.banked('K7M4P', 2);
  expect(await yuan(await story.told())).toStrictEqual({ 'agents-loose': 250, 'agents-bagged': 500, payers: -750 });
  await story.matched('K7M4P', 2);
  expect(await yuan(await story.told())).toStrictEqual({ 'agents-loose': 250, 'pending-accounts': 500, payers: -750 });
  expect(
    (await identityQuery.all(story.handle)).filter(({ name }) => name !== 'bank').every(({ closes }) => closes),
  ).toBe(true);
});

test('R-604 a credit that no bag explains is unidentified, from an unknown depositor, until it is matched', async () => {
  await story.registered(1);
  await story.bagged('K7M4P', [1]);
  const line = { account: '101', serial: 's-1', place: 1 };
  const money = { amountFen: 250_00 };
  await story.say(
    'statement-101-1',
    `${COUNTY}/101`,
    { type: 'BankLineRecorded', data: { ...line, kind: 'deposit', bookedAt: plan('09-21 10:00'), slipCode: null } },
    money,
  );
  await story.say(
    'statement-101-1',
    `${COUNTY}/101`,
    { type: 'LineUnidentified', data: { ...line, why: 'no slip code' } },
    money,
  );
  const handle = await story.told();
  expect(await yuan(handle)).toStrictEqual({
    'agents-bagged': 250,
    unidentified: 250,
    payers: -250,
    'unknown-depositors': -250,
  });
  expect(await bankLineQuery.unidentified(handle)).toMatchObject([{ ...line, amountFen: 250_00, why: 'no slip code' }]);
  await story.say(
    'statement-101-1',
    VILLAGE,
    { type: 'DepositMatched', data: { ...line, code: 'K7M4P', agent: '101-01-1', people: 1, pass: 'P1' } },
    money,
  );
  expect(await yuan(await story.told())).toStrictEqual({ 'pending-accounts': 250, payers: -250 });
  expect(await bankLineQuery.unidentified(handle)).toStrictEqual([]);
});

test('R-603 interest is money of the bank, shown in the account; treasury lines only repeat what was entered', async () => {
  const line = { account: '101', serial: 's-1', place: 1, bookedAt: plan('10-12 10:00'), slipCode: null };
  await story.say(
    'statement-101-1',
    `${COUNTY}/101`,
    { type: 'BankLineRecorded', data: { ...line, kind: 'interest' } },
    { amountFen: 37 },
  );
  await story.say(
    'statement-101-1',
    `${COUNTY}/101`,
    { type: 'BankLineRecorded', data: { ...line, place: 2, kind: 'treasury' } },
    { amountFen: -250_00 },
  );
  expect(await yuan(await story.told())).toStrictEqual({ 'pending-accounts': 0.37, bank: -0.37 });
});

test('R-605 a refund is seen at every hop: health centre, agent, payer', async () => {
  await story.registered(1);
  await story.bagged('K7M4P', [1]);
  await story.matched('K7M4P', 1);
  const [stream, registration, money] = [`refund-${uuid(1)}`, uuid(1), { amountFen: 250_00 }];
  await story.say(
    stream,
    VILLAGE,
    { type: 'RefundReleased', data: { registration, account: '101', reference: 'r' } },
    money,
  );
  expect(await yuan(await story.told())).toStrictEqual({ 'health-centres': 250, payers: -250 });
  await story.say(stream, VILLAGE, { type: 'RefundHandedOn', data: { registration, agent: '101-01-1' } }, money);
  expect(await yuan(await story.told())).toStrictEqual({ 'agents-refund': 250, payers: -250 });
  await story.say(stream, VILLAGE, { type: 'RefundPaid', data: { registration, signatureSha256: 's' } }, money);
  const handle = await story.told();
  expect(await yuan(handle)).toStrictEqual({ 'refunded-to-payers': 250, payers: -250 });
  expect(await moneyPlaceQuery.collectedFen(handle)).toBe(250_00);
  expect(await moneyPlaceQuery.inside(handle, '102')).toMatchObject(Array(8).fill({ fen: 0 }));
});

test('R-803a the three figures by village, their course, and the events behind one whose sum is the figure', async () => {
  await story.registered(1, { at: plan('09-20 23:59') });
  await story.registered(2, { at: plan('09-21 00:01') });
  await story.registered(3, { unit: OTHER_VILLAGE, at: plan('09-21 09:00') });
  await story.bagged('K7M4P', [1, 2]);
  await story.matched('K7M4P', 2);
  const handle = await story.told();
  const registered = { people: 3, fen: 750_00 };
  const nothing = { people: 0, fen: 0 };
  expect(await villageProgressQuery.county(handle)).toStrictEqual({
    measures: { registered, deposited: { people: 2, fen: 500_00 }, entered: nothing },
    sponsored: 0,
  });
  expect(await dailyCourseQuery.course(handle)).toStrictEqual([
    { on: '2019-09-20', registered: 1, deposited: 2, entered: 0 },
    { on: '2019-09-21', registered: 3, deposited: 2, entered: 0 },
  ]);
  const all = { measure: 'registered', unit: COUNTY, from: 0, to: 100 } as const;
  expect(await contributionQuery.sum(handle, all)).toStrictEqual({ ...registered, events: 3 });
  expect(await contributionQuery.figure(handle, 'registered', COUNTY)).toStrictEqual(registered);
  expect(await contributionQuery.sum(handle, { ...all, unit: `${COUNTY}/102` })).toStrictEqual({
    people: 1,
    fen: 250_00,
    events: 1,
  });
  expect(await contributionQuery.sum(handle, { ...all, from: 1, to: 2 })).toStrictEqual({
    people: 1,
    fen: 250_00,
    events: 1,
  });
  expect(await contributionQuery.list(handle, all, 2)).toMatchObject([
    { position: 2, subject: 'SC2020-00000003', unit: OTHER_VILLAGE, people: 1, fen: 250_00, type: 'PersonRegistered' },
    { position: 1, subject: 'SC2020-00000002', occurredAt: plan('09-21 00:01') },
  ]);
});

test('a unit does not count for another one whose code begins alike', async () => {
  await story.registered(1, { unit: `${COUNTY}/101/01` });
  await story.registered(2, { unit: `${COUNTY}/1011/01` });
  const handle = await story.told();
  expect(
    await contributionQuery.sum(handle, { measure: 'registered', unit: `${COUNTY}/101`, from: 0, to: 9 }),
  ).toMatchObject({ people: 1 });
  expect(await contributionQuery.figure(handle, 'registered', `${COUNTY}/101`)).toMatchObject({ people: 1 });
});

test("R-601 an agent sees cash as collected less bagged, oldest receipt first, by the receipt's own day", async () => {
  await story.registered(1, { at: plan('09-21 10:00') });
  await story.registered(2, { at: plan('09-22 10:00'), receivedOn: '2019-09-20' });
  await story.registered(3, { at: plan('09-23 10:00') });
  await story.bagged('K7M4P', [3]);
  const handle = await story.told();
  expect(await looseReceiptQuery.ofAgent(handle, '101-01-1')).toMatchObject([
    { registration: uuid(2), receivedAt: plan('09-20 00:00') },
    { registration: uuid(1), receivedAt: plan('09-21 10:00'), amountFen: 250_00 },
  ]);
  expect(await agentCashQuery.ofAgent(handle, '101-01-1')).toStrictEqual({
    agent: '101-01-1',
    unit: VILLAGE,
    collectedFen: 750_00,
    collectedPeople: 3,
    cashFen: 500_00,
    cashPeople: 2,
    baggedFen: 250_00,
    baggedPeople: 1,
    depositedFen: 0,
    depositedPeople: 0,
    unbankedFen: 750_00,
    unbankedPeople: 3,
    oldestAt: plan('09-20 00:00'),
    alert: 'none',
    returned: 0,
  });
  await story.banked('K7M4P', 1);
  await story.matched('K7M4P', 1);
  expect(await agentCashQuery.ofTownship(await story.told(), '101')).toMatchObject([
    { cashFen: 500_00, baggedFen: 0, depositedFen: 250_00, unbankedFen: 500_00 },
  ]);
  expect(await agentCashQuery.ofAgent(handle, '101-02-1')).toBeNull();
});

test('R-600 a bag is closed, banked by word, matched by the bank', async () => {
  for (const n of [1, 2]) await story.registered(n);
  await story.bagged('K7M4P', [1]);
  await story.bagged('H4RWA', [2]);
  const handle = await story.told();
  const states = async () => (await bagQuery.ofAgent(handle, '101-01-1')).map(({ code, state }) => `${code} ${state}`);
  expect(await states()).toStrictEqual(['H4RWA closed', 'K7M4P closed']);
  await story.banked('K7M4P', 1);
  await story.told();
  expect(await states()).toStrictEqual(['H4RWA closed', 'K7M4P banked']);
  expect((await bagQuery.unmatched(handle, '101')).map(({ code }) => code)).toStrictEqual(['H4RWA', 'K7M4P']);
  // The bank's line may come before the agent's word.
  await story.matched('H4RWA', 1);
  await story.told();
  expect(await states()).toStrictEqual(['H4RWA matched', 'K7M4P banked']);
  expect(await bagQuery.byCode(handle, 'K7M4P')).toMatchObject({
    people: 1,
    amountFen: 250_00,
    account: '101',
    firstReceiptAt: plan('09-20 08:00'),
  });
  expect(await bagQuery.byCode(handle, 'AAAAA')).toBeNull();
});

test('a receipt that a projection lost breaks an identity, with its residual', async () => {
  await story.registered(1);
  await story.registered(2);
  const handle = await story.told();
  await sql`delete from reading.loose_receipt where campaign = ${handle.campaign} and registration = ${uuid(1)}`.execute(
    handle.db,
  );
  await sql`update reading.money_place set fen = fen + 1 where campaign = ${handle.campaign} and place = 'agents-loose'`.execute(
    handle.db,
  );
  const broken = (await identityQuery.all(handle)).filter(({ closes }) => !closes);
  expect(broken.map(({ name, residualFen }) => [name, residualFen])).toStrictEqual([
    ['cash', 250_00],
    ['places', 1],
    ['receipts', 1],
  ]);
});
