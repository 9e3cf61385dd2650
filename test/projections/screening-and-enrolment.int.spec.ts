import { duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';
import { enrolmentWorkQuery } from '@canbao/projections/enrolment-work/enrolment-work.query';
import { handoverQuery } from '@canbao/projections/handover/handover.query';
import { leftoverQuery } from '@canbao/projections/leftover/leftover.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { registrationQuery } from '@canbao/projections/registration/registration.query';
import { screeningQueueQuery } from '@canbao/projections/screening-queue/screening-queue.query';
import { screeningRowQuery } from '@canbao/projections/screening-row/screening-row.query';
import { screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';
import { settlementWorkQuery } from '@canbao/projections/settlement-work/settlement-work.query';
import { treasuryPageQuery } from '@canbao/projections/treasury-page/treasury-page.query';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { COUNTY } from './season-scribe.ts';
import { OTHER_VILLAGE, type Story, storyOf, uuid, VILLAGE } from './story.ts';

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

const whole = { after: null, limit: 100 } as const;
const township = '101';
/** Registrations are told by their small numbers. */
const numberOf = (registration: string) => Number.parseInt(registration.slice(-2), 16);
const numbers = (rows: readonly { readonly registration: string }[]) =>
  rows.map(({ registration }) => numberOf(registration));
const waiting = async (handle: ReadingHandle, stage: 'health-centre' | 'tax', round: 1 | 2) =>
  numbers(await screeningWorkQuery.page(handle, { township, stage, round }, whole));
const status = async (handle: ReadingHandle, n: number) => (await registrationQuery.byId(handle, uuid(n)))?.status;
const fund = async (list: readonly number[], code: string) => {
  await story.bagged(code, list);
  await story.matched(code, list.length);
};
const stageOf = async (handle: ReadingHandle, stage: 'health-centre' | 'tax', round: 1 | 2) => {
  const villages = await screeningQueueQuery.villages(handle, township);
  const found = villages.find((one) => one.stage === stage && one.round === round);
  if (found === undefined) throw new Error('no such village');
  const { unit: _, village: __, stage: ___, round: ____, ...counts } = found;
  return counts;
};
const township101 = (event: Parameters<Story['say']>[2]) =>
  story.say(`township-${township}`, `${COUNTY}/${township}`, event);

test('R-404 R-405 R-406 a row goes through two rounds: checked, returned, corrected, checked again', async () => {
  for (const n of [1, 2, 3, 4]) await story.registered(n);
  let handle = await story.told();
  expect(await waiting(handle, 'health-centre', 1)).toStrictEqual([1, 2, 3, 4]);
  expect(await waiting(handle, 'tax', 1)).toStrictEqual([]);

  for (const n of [1, 2, 3]) await story.passed(n, 'health-centre');
  await story.returned(4, 'health-centre', ['id-check-digit']);
  handle = await story.told();
  expect(await waiting(handle, 'health-centre', 1)).toStrictEqual([]);
  expect(await screeningWorkQuery.handable(handle, township)).toStrictEqual({ people: 3, lacking: 0 });
  expect(await waiting(handle, 'tax', 1)).toStrictEqual([1, 2, 3]);
  expect([await status(handle, 1), await status(handle, 4)]).toStrictEqual(['checked', 'returned']);

  await story.passed(1, 'tax');
  await story.returned(2, 'tax', ['name-differs', 'not-in-register']);
  await story.returned(3, 'tax', ['deceased']);
  handle = await story.told();
  expect(await waiting(handle, 'tax', 1)).toStrictEqual([]);
  expect(await waiting(handle, 'health-centre', 2)).toStrictEqual([]);
  const set = { township, village: null, set: 'returned' } as const;
  expect(await screeningRowQuery.reasons(handle, set)).toStrictEqual([
    { reason: 'deceased', count: 1 },
    { reason: 'id-check-digit', count: 1 },
    { reason: 'name-differs', count: 1 },
    { reason: 'not-in-register', count: 1 },
  ]);
  await township101({ type: 'RoundHandedOver', data: { round: 1, people: 3 } });
  // what the tax branch returned reaches nobody before its feedback.
  const inbox = async () => numbers(await registrationQuery.returnedToAgent(await story.told(), '101-01-1'));
  expect(await inbox()).toStrictEqual([4]);
  await township101({ type: 'FeedbackReturned', data: { round: 1, people: 2 } });
  expect(await inbox()).toStrictEqual([2, 3, 4]);

  // 2 and 4 are corrected, 3 cannot be; 5 came late.
  await story.corrected(2, 2002);
  await story.corrected(4, 2004);
  await story.registered(5);
  handle = await story.told();
  expect(await registrationQuery.byId(handle, uuid(2))).toMatchObject({
    status: 'corrected',
    person: uuid(2002),
    corrections: 1,
    round: 1,
  });
  expect(numbers(await registrationQuery.returnedToAgent(handle, '101-01-1'))).toStrictEqual([3]);
  expect(await waiting(handle, 'health-centre', 2)).toStrictEqual([2, 4, 5]);
  // 3 is dead: nobody expects it back.
  expect(await stageOf(handle, 'health-centre', 2)).toMatchObject({ expected: 3, received: 3, waiting: 3, checked: 0 });

  await story.passed(2, 'health-centre', 2);
  await story.passed(5, 'health-centre', 2);
  await story.returned(4, 'health-centre', ['id-length'], 2);
  handle = await story.told();
  expect(await waiting(handle, 'health-centre', 2)).toStrictEqual([]);
  // 1 is valid already and is asked again: it may have died since.
  expect(await waiting(handle, 'tax', 2)).toStrictEqual([1, 2, 5]);
  await story.passed(1, 'tax', 2);
  await story.passed(2, 'tax', 2);
  await story.returned(5, 'tax', ['employee-insured'], 2);
  handle = await story.told();
  expect(await waiting(handle, 'tax', 2)).toStrictEqual([]);
  expect(await registrationQuery.byId(handle, uuid(5))).toMatchObject({
    status: 'returned',
    round: 2,
    reasons: ['employee-insured'],
  });
  expect([await status(handle, 1), await status(handle, 2)]).toStrictEqual(['valid', 'valid']);
});

test('R-406 a correction takes back the verdicts before it, and changes only what it names', async () => {
  await story.registered(1);
  await fund([1], 'K7M4P');
  await story.passed(1, 'health-centre');
  await story.passed(1, 'tax');
  expect(await status(await story.told(), 1)).toBe('valid');
  await story.corrected(1, 2001);
  const asked = { township, ...whole };
  const handle = await story.told();
  expect(await registrationQuery.byId(handle, uuid(1))).toMatchObject({
    status: 'corrected',
    isValid: false,
    person: uuid(2001),
    group: '1组',
  });
  expect(await enrolmentWorkQuery.toEnrol(handle, asked)).toStrictEqual([]);
  expect(await waiting(handle, 'health-centre', 2)).toStrictEqual([1]);
  const data = { fields: ['group'], previousPerson: uuid(2001), group: '7组' } as const;
  await story.say(`registration-${uuid(1)}`, VILLAGE, { type: 'RegistrationCorrected', data }, { person: uuid(2001) });
  expect(await registrationQuery.byId(await story.told(), uuid(1))).toMatchObject({ group: '7组', corrections: 2 });
});

test('R-411 a stage counts what it expects, has and did, and says when it was handed over', async () => {
  for (const n of [1, 2, 3]) await story.registered(n);
  const unit = `${COUNTY}/101`;
  await township101({ type: 'FirstCheckStarted', data: { round: 1 } });
  await story.say('screening-101-1', unit, { type: 'ScreeningStarted', data: { round: 1, stage: 'health-centre' } });
  await story.passed(1, 'health-centre');
  await story.returned(2, 'health-centre', ['id-length']);
  await story.corrected(2, 2002);
  const counts = async () => stageOf(await story.told(), 'health-centre', 1);
  const progress = async () => (await screeningQueueQuery.progress(await story.told(), township))[0];
  expect(await counts()).toStrictEqual({
    ...{ expected: 3, received: 3, waiting: 1, checked: 2, passed: 1, returned: 1, corrected: 1, handedOver: 0 },
  });
  expect(await progress()).toStrictEqual({
    ...{ stage: 'health-centre', round: 1, isStarted: true, isFinished: false, isHandedOver: false },
  });
  await story.say('screening-101-1', unit, {
    type: 'ScreeningFinished',
    data: { round: 1, stage: 'health-centre', passed: 1, returned: 1 },
  });
  await township101({ type: 'RoundHandedOver', data: { round: 1, people: 1 } });
  expect(await progress()).toMatchObject({ isFinished: true, isHandedOver: true });
  // 3 came too late for the first list: it waits for the second.
  expect(await counts()).toMatchObject({ expected: 2, received: 2, waiting: 0, handedOver: 1 });
  expect(await stageOf(story.handle, 'health-centre', 2)).toMatchObject({ expected: 2, waiting: 2, handedOver: 0 });
});

test('a work list goes in pages, in order of registration, and only through its own township', async () => {
  for (const n of [3, 1, 2]) await story.registered(n);
  await story.registered(4, { unit: OTHER_VILLAGE });
  const handle = await story.told();
  const run = { township, stage: 'health-centre', round: 1 } as const;
  const first = await screeningWorkQuery.page(handle, run, { after: null, limit: 2 });
  expect(numbers(first)).toStrictEqual([1, 2]);
  expect(first[0]).toStrictEqual({
    registration: uuid(1),
    unit: VILLAGE,
    agent: '101-01-1',
    group: '1组',
    person: uuid(1_001),
    receipt: 'SC2020-00000001',
    amountFen: 250_00,
  });
  expect(numbers(await screeningWorkQuery.page(handle, run, { after: uuid(2), limit: 2 }))).toStrictEqual([3]);
});

test('R-405 R-407 of two receipts for one person in the county the later is the duplicate, until it is corrected', async () => {
  await story.registered(2, { person: uuid(500) });
  await story.registered(1, { unit: OTHER_VILLAGE, person: uuid(500) });
  await story.registered(3);
  let handle = await story.told();
  expect(await duplicateQuery.against(handle, [1, 2, 3].map(uuid))).toStrictEqual([
    { registration: uuid(1), other: uuid(2), kind: 'two-villages', state: 'open' },
  ]);
  expect(numbers(await registrationQuery.ofPerson(handle, uuid(500)))).toStrictEqual([1, 2]);
  await story.corrected(1, 501);
  handle = await story.told();
  expect(await duplicateQuery.against(handle, [1, 2, 3].map(uuid))).toStrictEqual([]);
});

test('R-506 who paid cash and stands on a sponsor list is found by the key, whichever came first', async () => {
  const list = (department: string, n: number) =>
    story.say(
      `sponsored-${uuid(n)}`,
      VILLAGE,
      { type: 'PersonListed', data: { department, version: 1, line: 1 } },
      { person: uuid(700) },
    );
  await list('civil-affairs', 90);
  await story.registered(1, { person: uuid(700) });
  await story.registered(2, { person: uuid(701) });
  await list('poverty-office', 91);
  const [registration, about] = [uuid(1), { kind: 'sponsor-list', state: 'open' }];
  expect(await duplicateQuery.against(await story.told(), [1, 2].map(uuid))).toStrictEqual([
    { registration, other: 'civil-affairs', ...about },
    { registration, other: 'poverty-office', ...about },
  ]);
});

/** 1 valid and funded, 2 valid without money, 3 funded and returned, 4 valid, funded, to be refused. */
async function screened(): Promise<void> {
  for (const n of [1, 2, 3, 4]) await story.registered(n);
  await fund([1, 3, 4], 'K7M4P');
  for (const n of [1, 2, 3, 4]) await story.passed(n, 'health-centre');
  for (const n of [1, 2, 4]) await story.passed(n, 'tax');
  await story.returned(3, 'tax', ['deceased']);
}
const bureau = (n: number, event: Parameters<Story['say']>[2], more = {}) =>
  story.say(`registration-${uuid(n)}`, VILLAGE, event, more);

test('R-410 R-605 only valid and funded people are pushed; then serial, certificate, treasury, each once', async () => {
  await screened();
  const asked = { township, ...whole };
  const lists = async () => {
    const handle = await story.told();
    return {
      enrol: numbers(await enrolmentWorkQuery.toEnrol(handle, asked)),
      certify: numbers(await enrolmentWorkQuery.toCertify(handle, asked)),
      enter: numbers(await enrolmentWorkQuery.toEnter(handle, asked)),
      leave: numbers(await enrolmentWorkQuery.toLeave(handle, asked)),
    };
  };
  expect(await lists()).toStrictEqual({ enrol: [1, 4], certify: [], enter: [], leave: [2, 3] });
  await story.say('enrolment-101-1', `${COUNTY}/101`, {
    type: 'HandoverSent',
    data: { handover: '101-1', people: 2, pages: 1 },
  });
  await bureau(1, {
    type: 'RegistrationEnrolled',
    data: { handover: '101-1', serial: 'S1', benefitStartOn: '2020-01-01' },
  });
  await bureau(4, { type: 'RegistrationRefused', data: { handover: '101-1', reason: 'insured elsewhere' } });
  expect(await lists()).toStrictEqual({ enrol: [], certify: [1], enter: [], leave: [2, 3, 4] });
  expect(await handoverQuery.all(story.handle)).toMatchObject([
    { handover: '101-1', township, state: 'sent', people: 2, enrolled: 1, refused: 1 },
  ]);
  await bureau(1, { type: 'CertificateIssued', data: { certificate: 'C1' } });
  expect(await lists()).toMatchObject({ certify: [], enter: [1] });
  const money = { amountFen: 250_00 };
  await story.say(
    'enrolment-101-1',
    `${COUNTY}/101`,
    { type: 'TreasuryEntryOrdered', data: { page: 'p', people: 1, listSha256: 'l' } },
    money,
  );
  expect(await treasuryPageQuery.ofTownship(await story.told(), township)).toMatchObject([
    { page: 'p', state: 'ordered', fen: 250_00, reference: null },
  ]);
  await story.say(
    'enrolment-101-1',
    `${COUNTY}/101`,
    { type: 'TreasuryEntered', data: { page: 'p', people: 1, reference: 'T' } },
    money,
  );
  await bureau(1, { type: 'PremiumEntered', data: { page: 'p' } }, money);
  expect(await lists()).toMatchObject({ enter: [], leave: [2, 3, 4] });
  expect(await treasuryPageQuery.ofTownship(story.handle, township)).toMatchObject([
    { state: 'entered', reference: 'T' },
  ]);
  expect(await enrolmentWorkQuery.counts(story.handle, township)).toStrictEqual({
    valid: 3,
    funded: 3,
    ready: 2,
    enrolled: 1,
    refused: 1,
    certificates: 1,
    entered: 1,
    enteredFen: 250_00,
    leftovers: 0,
  });
  expect(await registrationQuery.byReceipt(story.handle, 'SC2020-00000001')).toMatchObject({
    status: 'entered',
    serial: 'S1',
    certificate: 'C1',
    enteredFen: 250_00,
  });
  const [noMoney, dead, refused] = await enrolmentWorkQuery.toLeave(story.handle, asked);
  expect(noMoney).toMatchObject({ isFunded: false, isValid: true, isRefused: false });
  expect(dead).toMatchObject({ isFunded: true, isValid: false, isRefused: false, reasons: ['deceased'] });
  expect(refused).toMatchObject({ isFunded: true, isValid: true, isRefused: true });
});

test('R-605 R-607 R-609 a leftover with money is asked for, approved, released, handed on, paid, resolved', async () => {
  await screened();
  const leave = (n: number, kind: 'deceased' | 'registration-without-money') =>
    story.say(`leftover-${uuid(n)}`, VILLAGE, { type: 'LeftoverFound', data: { registration: uuid(n), kind } });
  await leave(3, 'deceased');
  await leave(2, 'registration-without-money');
  const asked = { township, ...whole };
  const hop = (event: Parameters<Story['say']>[2]) =>
    story.say(`refund-${uuid(3)}`, VILLAGE, event, { amountFen: 250_00 });
  const registration = uuid(3);
  const state = async () => {
    const handle = await story.told();
    return {
      hop: (await leftoverQuery.rows(handle, township)).find((row) => row.registration === registration)?.hop,
      request: numbers(await settlementWorkQuery.toRequest(handle, asked)),
      release: numbers(await settlementWorkQuery.toRelease(handle, asked)),
      handOn: numbers(await settlementWorkQuery.toHandOn(handle, asked)),
      resolve: numbers(await settlementWorkQuery.toResolve(handle, asked)),
      inHand: (await registrationQuery.refundsInHand(handle, '101-01-1')).map(({ amountFen }) => amountFen),
    };
  };
  const idle = { request: [], release: [], handOn: [], resolve: [2], inHand: [] };
  expect(await state()).toStrictEqual({ ...idle, hop: 'account', request: [3] });
  await hop({ type: 'RefundRequested', data: { registration, approvalId: uuid(900), reason: '已死亡' } });
  expect(await state()).toStrictEqual({ ...idle, hop: 'requested' });
  await hop({ type: 'RefundApproved', data: { registration, approvalId: uuid(900) } });
  expect(await state()).toStrictEqual({ ...idle, hop: 'approved', release: [3] });
  await hop({ type: 'RefundReleased', data: { registration, account: '101', reference: 'r' } });
  expect(await state()).toStrictEqual({ ...idle, hop: 'health-centre', handOn: [3] });
  await hop({ type: 'RefundHandedOn', data: { registration, agent: '101-01-1' } });
  expect(await state()).toStrictEqual({ ...idle, hop: 'agent', inHand: [250_00] });
  await hop({ type: 'RefundPaid', data: { registration, signatureSha256: 's' } });
  expect(await state()).toStrictEqual({ ...idle, hop: 'payer', resolve: [2, 3] });
  for (const [n, kind, outcome] of [
    [3, 'deceased', 'refunded'],
    [2, 'registration-without-money', 'nothing-to-return'],
  ] as const) {
    await story.say(`leftover-${uuid(n)}`, VILLAGE, {
      type: 'LeftoverResolved',
      data: { registration: uuid(n), kind, outcome },
    });
  }
  expect(await state()).toStrictEqual({ ...idle, hop: 'payer', resolve: [] });
  expect(await leftoverQuery.kinds(story.handle)).toStrictEqual([
    { township, kind: 'deceased', opened: 1, resolved: 1 },
    { township, kind: 'registration-without-money', opened: 1, resolved: 1 },
  ]);
  expect(await leftoverQuery.hops(story.handle, township)).toStrictEqual([
    { hop: 'none', fen: 250_00, people: 1 },
    { hop: 'payer', fen: 250_00, people: 1 },
  ]);
  expect(await status(story.handle, 3)).toBe('refunded');
});
