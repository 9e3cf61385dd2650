import { createHash, randomUUID } from 'node:crypto';

import { bankClient } from '@canbao/connectors/bank/bank.client';
import type { StatementExpected } from '@canbao/connectors/bank/bank-statement';
import { statementCodec } from '@canbao/connectors/bank/statement.codec';
import { insuranceClient } from '@canbao/connectors/insurance/insurance.client';
import { registerClient } from '@canbao/connectors/register/register.client';
import { taxClient } from '@canbao/connectors/tax/tax.client';

import { madeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';

import { sandboxProcess, type SandboxProcess } from './sandbox-process.internal.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const hourMs = 3_600_000;
const name = '上蔡县税务局芦岗医保待解户';
const terms = { account: '101', name, township: { code: '101', name: '芦岗' }, depositUnitFen: 25_000 };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let sandbox: SandboxProcess;
let bank: ReturnType<typeof bankClient>;
let tax: ReturnType<typeof taxClient>;
let insurance: ReturnType<typeof insuranceClient>;
let register: ReturnType<typeof registerClient>;
beforeAll(async () => {
  sandbox = await sandboxProcess();
  const address = { baseUrl: sandbox.url, timeoutMs: 5_000 };
  [bank, tax, insurance, register] = [
    bankClient(address),
    taxClient(address),
    insuranceClient(address),
    registerClient(address),
  ];
}, 60_000);
afterAll(async () => {
  expect(await sandbox.stop()).toBe(0);
});
beforeEach(async () => {
  await sandbox.post('/sandbox/reset', {});
  await sandbox.post('/sandbox/faults', { mode: 'none', seed: 7 });
  await bank.openAccount({ key: 'open', planAt: at('2019-09-18T09:00:00'), ...terms });
});

const deposit = (paidAt: string, over: object = {}, key?: string) =>
  sandbox.post(
    '/bank/counter/deposits',
    {
      account: '101',
      amountFen: 500_000,
      remark: '芦岗-王庄-张三-K7M4P',
      depositor: '101-03-1',
      paidAt: at(paidAt),
      ...over,
    },
    { 'x-plan-at': String(at(paidAt)), ...(key === undefined ? {} : { 'idempotency-key': key }) },
  );
const statementOf = (afterNumber: number, planAt: string | number) =>
  bank.statement({
    key: `statement-101-${afterNumber + 1}`,
    planAt: typeof planAt === 'number' ? planAt : at(planAt),
    account: '101',
    afterNumber,
  });
const state = () => bank.accountState({ key: 'state', planAt: 1, account: '101' });

test('R-604 each statement holds the lines since the last one, whole, and stays as it was cut', async () => {
  await deposit('2019-09-20T10:00:00');
  await deposit('2019-09-20T11:00:00', { amountFen: 25_000 });
  const first = await statementOf(0, '2019-09-20T18:30:00');
  await deposit('2019-09-21T09:00:00', { amountFen: 75_000 });
  const second = await statementOf(1, '2019-09-21T18:30:00');
  if (first.kind !== 'done' || second.kind !== 'done') throw new Error('no statement');
  const none: StatementExpected = { account: '101', tail: '0001', last: null };
  const one = statementCodec.read(first.file, none);
  if (one.status === 'defective') throw new Error(JSON.stringify(one.defects));
  expect(one.statement).toMatchObject({ number: 1, openingFen: 0, closingFen: 525_000, isClosing: false });
  expect(
    one.statement.lines.map(({ kind, amountFen, balanceFen, remark }) => [kind, amountFen, balanceFen, remark]),
  ).toStrictEqual([
    ['deposit', 500_000, 500_000, '芦岗-王庄-张三-K7M4P'],
    ['deposit', 25_000, 525_000, '芦岗-王庄-张三-K7M4P'],
  ]);
  const { number, to, closingFen, lines } = one.statement;
  const two = statementCodec.read(second.file, { ...none, last: { number, to, closingFen, place: lines.length } });
  expect(two).toMatchObject({
    status: 'whole',
    statement: { number: 2, from: to, openingFen: 525_000, closingFen: 600_000 },
  });
  expect(await statementOf(0, '2019-09-25T00:00:00')).toStrictEqual(first);
  expect(await statementOf(2, '2019-09-21T18:30:00')).toStrictEqual({ kind: 'none' });
  expect(await statementOf(7, '2019-09-21T18:30:00')).toMatchObject({ kind: 'refused', code: 'unknown-statement' });
});

test('a slip that arrives after the statement of its hour stands in the next one', async () => {
  await statementOf(0, '2019-09-20T18:30:00');
  await deposit('2019-09-20T17:00:00');
  const next = await statementOf(1, '2019-09-21T18:30:00');
  const last = { number: 1, to: at('2019-09-20T18:30:00'), closingFen: 0, place: 0 };
  const reading = next.kind === 'done' ? statementCodec.read(next.file, { account: '101', tail: '0001', last }) : next;
  expect(reading).toMatchObject({ status: 'whole', statement: { lines: [{ bookedAt: last.to + 1 }] } });
});

test('R-304 the last second is taken, the instant of the lock refused, and within two days comes the closing statement', async () => {
  await bank.lockAccount({ key: 'lock', planAt: at('2019-10-11T00:00:00'), account: '101' });
  expect(await deposit('2019-10-10T23:59:59')).toMatchObject({ status: 200 });
  expect(await deposit('2019-10-11T00:00:00')).toMatchObject({ status: 422, body: { code: 'account-locked' } });
  expect(await state()).toStrictEqual({
    kind: 'done',
    isLocked: true,
    lockedAt: at('2019-10-11T00:00:00'),
    balanceFen: 500_000,
  });
  expect(await statementOf(0, '2019-10-11T00:59:59')).toStrictEqual({ kind: 'none' });
  const readyAfter: number[] = [];
  for (let hours = 1; hours <= 48; hours++) {
    const answer = await statementOf(0, at('2019-10-11T00:00:00') + hours * hourMs);
    if (answer.kind === 'done' && readyAfter.push(hours)) expect(answer.isClosing).toBe(true);
  }
  expect(readyAfter.length).toBeGreaterThan(0);
  expect(await deposit('2019-10-10T23:59:59')).toMatchObject({ status: 422, body: { code: 'account-locked' } });
  expect(
    await bank.lockAccount({ key: 'lock again', planAt: at('2019-10-12T00:00:00'), account: '101' }),
  ).toMatchObject({ lockedAt: at('2019-10-11T00:00:00') });
});

// R-602 over the counter: what the teller refuses leaves no line and no fen.
test.each<[string, object, string]>([
  ['without remark', { remark: '' }, 'remark-incomplete'],
  ['in the account of another township', { remark: '蔡都-王庄-张三-K7M4P' }, 'wrong-account'],
  ['in an account that is not there', { account: '199' }, 'unknown-account'],
  ['from a payer', { depositor: '李四' }, 'not-an-agent'],
  ['with a slip code that fails its check', { remark: '芦岗-王庄-张三-K7M4Q' }, 'code-invalid'],
  ['one fen less than people make', { amountFen: 499_999 }, 'no-multiple'],
])('R-602 a deposit %s is refused', async (_how, over, code) => {
  expect(await deposit('2019-09-20T10:00:00', over)).toMatchObject({ status: 422, body: { code } });
  expect(await state()).toMatchObject({ balanceFen: 0 });
});

test('a slip handed in twice under its own number is one deposit; without a number each is another', async () => {
  const first = await deposit('2019-09-20T10:00:00', {}, 'slip-K7M4P');
  expect(await deposit('2019-09-20T10:00:00', {}, 'slip-K7M4P')).toStrictEqual(first);
  expect(await state()).toMatchObject({ balanceFen: 500_000 });
  await deposit('2019-09-20T10:00:00');
  expect(await state()).toMatchObject({ balanceFen: 1_000_000 });
});

test('people at the counter wait, are sent away or hear of a breakdown, but never pay in without knowing', async () => {
  await sandbox.post('/sandbox/faults', { mode: 'storm', seed: 3, ratePerMille: 700 });
  let taken = 0;
  const statuses = new Set<number>();
  for (let index = 0; index < 60; index++) {
    const { status } = await deposit('2019-09-20T10:00:00', { amountFen: 25_000 * (index + 1) });
    statuses.add(status);
    if (status === 200) taken += 25_000 * (index + 1);
  }
  await sandbox.post('/sandbox/faults', { mode: 'none', seed: 3 });
  expect([...statuses].toSorted((a, b) => a - b)).toStrictEqual([200, 429, 500]);
  expect(await state()).toMatchObject({ balanceFen: taken });
}, 60_000);

const order = (key: string, over: object = {}) =>
  tax.enterTreasury({
    key,
    planAt: at('2019-10-15T10:00:00'),
    page: 'p1',
    account: '101',
    people: 2,
    fen: 50_000,
    listSha256: sha256('p1'),
    ...over,
  });

test('R-605 a page enters the treasury once, whatever the key, and never more than there is', async () => {
  await deposit('2019-09-20T10:00:00');
  expect(await order('k0', { fen: 500_025 })).toMatchObject({ kind: 'refused', code: 'balance-too-low' });
  expect(await order('k1')).toMatchObject({ kind: 'done' });
  expect(await order('k2')).toMatchObject({ kind: 'refused', code: 'page-entered-before' });
  expect(await state()).toMatchObject({ balanceFen: 450_000 });
});

test('R-605 two keys for one page at once: one entry', async () => {
  await deposit('2019-09-20T10:00:00');
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => order(key)));
  expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  expect(await state()).toMatchObject({ balanceFen: 450_000 });
});

test('R-606 one refund per payment: another key gets the first reference, another amount is refused', async () => {
  await deposit('2019-09-20T10:00:00');
  const [one, two] = [randomUUID(), randomUUID()];
  const give = (key: string, items: readonly { registration: string; fen: number }[]) =>
    bank.transferToHealthCentre({ key, planAt: at('2019-10-21T10:00:00'), account: '101', items });
  const first = await give('k1', [{ registration: one, fen: 25_000 }]);
  const second = await give('k2', [
    { registration: one, fen: 25_000 },
    { registration: two, fen: 25_000 },
  ]);
  if (first.kind !== 'done' || second.kind !== 'done') throw new Error('refused');
  expect(second.references[0]).toStrictEqual(first.references[0]);
  expect(await give('k3', [{ registration: two, fen: 24_999 }])).toMatchObject({ code: 'already-returned' });
  expect(await give('k4', [{ registration: randomUUID(), fen: 450_001 }])).toMatchObject({ code: 'balance-too-low' });
  expect(await state()).toMatchObject({ balanceFen: 450_000 });
});

const page = (key: string, rows: readonly { registration: string; idNumber: string }[]) =>
  insurance.importPage({
    key,
    planAt: 1,
    handover: 'h1',
    page: 1,
    coverageYear: 2020,
    rows: rows.map((row) => ({ ...row, name: '张三', unit: '411722/101/03' })),
  });

test('R-407 a person is enrolled once a year: same registration, first serial; another registration, refused', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  const first = await page('k1', [{ registration: one, idNumber: '41999919900101000X' }]);
  if (first.kind !== 'done') throw new Error('refused');
  expect(first.verdicts).toMatchObject([{ registration: one, benefitStartOn: '2020-01-01' }]);
  const again = await page('k2', [
    { registration: two, idNumber: '41999919900101000x' },
    { registration: one, idNumber: '41999919900101000X' },
  ]);
  expect(again).toMatchObject({
    verdicts: [{ registration: two, refused: expect.stringContaining('本年度') }, first.verdicts[0]],
  });
});

test('R-407 the same person twice on one page is enrolled once', async () => {
  const rows = [randomUUID(), randomUUID()].map((registration) => ({ registration, idNumber: '419999199001010018' }));
  const answer = await page('k1', rows);
  if (answer.kind !== 'done') throw new Error('refused');
  expect(answer.verdicts.filter((verdict) => 'serial' in verdict)).toHaveLength(1);
});

test('some two in a thousand are refused by the bureau, the same ones with the same seed', async () => {
  const people = Array.from({ length: 4_000 }, (_, index) => ({
    registration: randomUUID(),
    idNumber: `41999919900${String(index).padStart(6, '0')}1`,
  }));
  const refusedNumbers: string[] = [];
  for (let from = 0; from < people.length; from += 500) {
    const rows = people.slice(from, from + 500);
    const answer = await page(`p${from}`, rows);
    if (answer.kind !== 'done') throw new Error('refused');
    for (const [index, verdict] of answer.verdicts.entries())
      if ('refused' in verdict) refusedNumbers.push(rows[index]?.idNumber ?? '');
  }
  expect(refusedNumbers.length).toBeGreaterThanOrEqual(2);
  expect(refusedNumbers.length).toBeLessThanOrEqual(20);
  await sandbox.post('/sandbox/reset', {});
  const again = await page(
    'again',
    people.filter(({ idNumber }) => refusedNumbers.includes(idNumber)),
  );
  expect(again.kind === 'done' && again.verdicts.every((verdict) => 'refused' in verdict)).toBe(true);
});

test('a certificate is for one registration with one serial number', async () => {
  const registration = randomUUID();
  const issue = (key: string, serial: string, of = registration) =>
    tax.issueCertificates({ key, planAt: 1, items: [{ registration: of, serial }] });
  const first = await issue('k1', 'S1');
  expect(await issue('k2', 'S1')).toStrictEqual(first);
  expect(await issue('k3', 'S2')).toMatchObject({ kind: 'refused', code: 'other-serial' });
  expect(await issue('k4', 'S1', randomUUID())).toMatchObject({ kind: 'refused', code: 'other-serial' });
});

test('R-405 R-408 the register knows whom it was told of, and who stands in no household', async () => {
  const known = { isDeceased: false, isEmployeeInsured: false, isInsuredElsewhere: false };
  const rows = [
    { ...known, idNumber: '41999919900101000X', name: '张三' },
    { ...known, idNumber: '419999199001010018', name: '李四', isDeceased: true },
    { ...known, idNumber: '419999199001010034', name: '赵六', isInHousehold: false },
  ];
  await sandbox.post('/sandbox/population/rows', { rows });
  const questions = [
    { registration: 'a', idNumber: '41999919900101000x', name: '张三' },
    { registration: 'b', idNumber: '419999199001010018', name: '李思' },
    { registration: 'c', idNumber: '419999199001010026', name: '王五' },
    { registration: 'd', idNumber: '419999199001010034', name: '赵六' },
  ];
  const no = { employeeInsured: false, insuredElsewhere: false, deceased: false };
  expect(await register.lookUp({ key: 'q', planAt: 1, questions })).toStrictEqual({
    kind: 'done',
    answers: [
      { registration: 'a', isKnown: true, nameMatches: true, inHousehold: true, ...no },
      { registration: 'b', isKnown: true, nameMatches: false, inHousehold: true, ...no, deceased: true },
      { registration: 'c', isKnown: false, nameMatches: false, inHousehold: false, ...no },
      { registration: 'd', isKnown: true, nameMatches: true, inHousehold: false, ...no },
    ],
  });
});

test('R-405 the register knows the made-up people of a rehearsal by its seed, but for those who are in no register', async () => {
  const plan = {
    seed: 7,
    people: 3_000,
    townships: [
      { code: '101', name: '芦岗', weight: 47_614 },
      { code: '102', name: '蔡都', weight: 44_046 },
    ],
  };
  const county = madeUpCounty(plan);
  const people = county.townships.flatMap((township) => Array.from(madeUpPeople(county, township)));
  const { body } = await sandbox.post('/sandbox/population', plan);
  expect(body).toStrictEqual({ known: people.filter(({ truth }) => truth.isKnown).length });
  const questions = people
    .slice(0, 1_000)
    .map(({ idNumber, name }, index) => ({ registration: String(index), idNumber, name }));
  const answer = await register.lookUp({ key: 'q', planAt: 1, questions });
  if (answer.kind !== 'done') throw new Error('refused');
  expect(answer.answers.map(({ isKnown, nameMatches, deceased }) => [isKnown, nameMatches, deceased])).toStrictEqual(
    people.slice(0, 1_000).map(({ truth }) => [truth.isKnown, truth.isKnown, truth.isDeceased]),
  );
  // Told again, it forgets who was there before.
  expect(await sandbox.post('/sandbox/population', { ...plan, people: 100 })).toMatchObject({ status: 200 });
  expect(await sandbox.get('/sandbox/books')).toMatchObject({ register: { known: expect.any(Number) } });
  expect(((await sandbox.get('/sandbox/books')) as { register: { known: number } }).register.known).toBeLessThanOrEqual(
    100,
  );
});

test('R-408 who stands in no household is made up by the seed, and nobody unless it is asked for', async () => {
  const plan = { seed: 7, people: 400, townships: [{ code: '101', name: '芦岗', weight: 1 }] };
  const county = madeUpCounty(plan);
  const people = county.townships.flatMap((township) => Array.from(madeUpPeople(county, township)));
  const questions = people.map(({ idNumber, name }, index) => ({ registration: String(index), idNumber, name }));
  async function withoutHousehold(body: object): Promise<readonly string[]> {
    await sandbox.post('/sandbox/population', body);
    const answer = await register.lookUp({ key: randomUUID(), planAt: 1, questions });
    if (answer.kind !== 'done') throw new Error('refused');
    return answer.answers.flatMap((one) => (one.isKnown && !one.inHousehold ? [one.registration] : []));
  }
  expect(await withoutHousehold(plan)).toStrictEqual([]);
  const first = await withoutHousehold({ ...plan, withoutHouseholdPerMille: 100 });
  expect(first.length).toBeGreaterThan(15);
  expect(first.length).toBeLessThan(80);
  expect(await withoutHousehold({ ...plan, withoutHouseholdPerMille: 100 })).toStrictEqual(first);
});

test('the books tell the harness every effect by business key', async () => {
  await deposit('2019-09-20T10:00:00');
  await order('k1');
  await order('k1');
  await order('k2');
  expect(await sandbox.get('/sandbox/books')).toMatchObject({
    bank: {
      locked: 0,
      depositedFen: 500_000,
      deposits: 1,
      treasuryFen: 50_000,
      returnedFen: 0,
      residualFen: 0,
      accounts: [{ account: '101', tail: '0001', balanceFen: 450_000 }],
    },
    tax: { calls: 3, faults: 0, duplicatesRefused: 2, entries: 1, enteredPeople: 2, enteredFen: 50_000 },
  });
  expect(await sandbox.get('/sandbox/effects?party=tax&kind=treasury-entry')).toStrictEqual({
    effects: [{ businessKey: 'p1', key: 'k1', fen: 50_000 }],
  });
});

test.each([
  ['/sandbox/faults', { mode: 'hurricane', seed: 1 }],
  ['/sandbox/faults', { mode: 'usual' }],
  ['/sandbox/population/rows', { rows: [{ idNumber: 1 }] }],
  ['/bank/counter/deposits', { account: '101' }],
])('a request to %s without its shape is told where', async (path, body) => {
  expect(await sandbox.post(path, body, { 'x-plan-at': '1' })).toMatchObject({
    status: 400,
    body: { code: 'misshapen' },
  });
});
