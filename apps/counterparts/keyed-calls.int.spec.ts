import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { bankClient } from '@canbao/connectors/bank/bank.client';
import { CallRejected } from '@canbao/connectors/call-rejected';
import { insuranceClient } from '@canbao/connectors/insurance/insurance.client';
import { registerClient } from '@canbao/connectors/register/register.client';
import { taxClient } from '@canbao/connectors/tax/tax.client';
import { TryLater } from '@canbao/connectors/try-later';
import { UnknownOutcome } from '@canbao/connectors/unknown-outcome';
import { Client } from 'pg';

import { faultModes, questionFaults } from './fault/fault-mode.ts';
import { sandboxProcess, type SandboxProcess } from './sandbox-process.internal.ts';

const keys = 420;
const lanes = 24;
const planAt = Date.parse('2019-10-12T09:00:00+08:00');
const numbers = Array.from({ length: keys }, (_, index) => index);
const registrations = numbers.map(() => randomUUID());
const idOf = (index: number) => `4199991990${String(index).padStart(7, '0')}X`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let sandbox: SandboxProcess;
let books: Client;
let clients: ReturnType<typeof connect>;
const connect = (baseUrl: string) => ({
  bank: bankClient({ baseUrl, timeoutMs: 5_000 }),
  tax: taxClient({ baseUrl, timeoutMs: 5_000 }),
  insurance: insuranceClient({ baseUrl, timeoutMs: 5_000 }),
  register: registerClient({ baseUrl, timeoutMs: 5_000 }),
});
const setFaults = (ratePerMille: number) => sandbox.post('/sandbox/faults', { mode: 'storm', seed: 7, ratePerMille });

beforeAll(async () => {
  sandbox = await sandboxProcess();
  clients = connect(sandbox.url);
  books = new Client({ connectionString: sandbox.databaseUrl });
  await books.connect();
}, 60_000);
afterAll(async () => {
  await books.end();
  expect(await sandbox.stop()).toBe(0);
});

/** Repeats the same key until the outcome is known, as an activity does. */
async function untilKnown<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; attempt <= 60; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof TryLater) expect(error.afterMs).toBe(1_000);
      else if (!(error instanceof UnknownOutcome)) throw error;
      await sleep(5);
    }
  }
  throw new Error('still unknown after 60 attempts');
}

async function inLanes<Answer>(ask: (index: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < keys; index = next++) answers[index] = await untilKnown(() => ask(index));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}

const account = (index: number) => `test/${index}`;
const terms = (index: number) => ({
  account: account(index),
  name: `户 ${index}`,
  township: { code: '101', name: '芦岗' },
  depositUnitFen: 25_000,
});
const people = (index: number) => [
  { registration: registrations[index] ?? '', idNumber: idOf(index), name: `张${index}`, unit: '411722/101/03' },
];

type Kind = {
  readonly party: string;
  readonly kind: string;
  readonly effect: string;
  readonly ask: (index: number) => Promise<unknown>;
};
const kinds: readonly Kind[] = [
  {
    party: 'bank',
    kind: 'open-account',
    effect: 'open-account',
    ask: (index) => clients.bank.openAccount({ key: `open-${index}`, planAt: planAt - 9, ...terms(index) }),
  },
  {
    party: 'insurance',
    kind: 'page',
    effect: 'enrolment',
    ask: (index) =>
      clients.insurance.importPage({
        key: `page-${index}`,
        planAt,
        handover: 'h1',
        page: index,
        coverageYear: 2020,
        rows: people(index),
      }),
  },
  {
    party: 'tax',
    kind: 'certificates',
    effect: 'certificate',
    ask: (index) =>
      clients.tax.issueCertificates({
        key: `ws-${index}`,
        planAt,
        items: [{ registration: registrations[index] ?? '', serial: `S${index}` }],
      }),
  },
  {
    party: 'tax',
    kind: 'treasury-entry',
    effect: 'treasury-entry',
    ask: (index) =>
      clients.tax.enterTreasury({
        key: `gk-${index}`,
        planAt,
        page: `p${index}`,
        account: account(index),
        people: 2,
        fen: 50_000,
        listSha256: sha256(String(index)),
      }),
  },
  {
    party: 'bank',
    kind: 'return',
    effect: 'return',
    ask: (index) =>
      clients.bank.transferToHealthCentre({
        key: `return-${index}`,
        planAt,
        account: account(index),
        items: [{ registration: registrations[index] ?? '', fen: 25_000 }],
      }),
  },
  {
    party: 'bank',
    kind: 'lock-account',
    effect: 'lock-account',
    ask: (index) => clients.bank.lockAccount({ key: `lock-${index}`, planAt, account: account(index) }),
  },
];
const questions: readonly Omit<Kind, 'effect'>[] = [
  {
    party: 'register',
    kind: 'look-up',
    ask: (index) => clients.register.lookUp({ key: `ask-${index}`, planAt, questions: people(index) }),
  },
  {
    party: 'bank',
    kind: 'account-state',
    ask: (index) => clients.bank.accountState({ key: `state-${index}`, planAt, account: account(index) }),
  },
  {
    party: 'bank',
    kind: 'statement',
    ask: (index) =>
      clients.bank.statement({
        key: `statement-${index}`,
        planAt: planAt + 3 * 86_400_000,
        account: account(index),
        afterNumber: 0,
      }),
  },
];

type Figures = {
  readonly kind: string;
  readonly faults: number;
  readonly effects: number;
  readonly keys: number;
  readonly most: number;
  readonly fen: number;
};
type Books = Record<
  string,
  {
    readonly kinds: Figures[];
    readonly effects: Figures[];
    readonly duplicatesRefused: number;
    readonly residualFen: number;
    readonly balanceFen: number;
  }
>;
const readBooks = async () => (await sandbox.get('/sandbox/books')) as Books;
const modesDrawn = async (kind: string) => {
  const { rows } = await books.query<{ mode: string }>('select distinct mode from desk.fault_drawn where kind = $1', [
    kind,
  ]);
  return rows.map(({ mode }) => mode).sort();
};

test.each(kinds)(
  'R-605 I15 no double effect and every unknown becomes known: $party $kind',
  async ({ party, kind, effect, ask }) => {
    if (kind === 'treasury-entry') await depositEverywhere();
    await setFaults(600);
    const answers = await inLanes(ask);
    await setFaults(0);
    expect(answers.every((answer) => (answer as { kind: string }).kind === 'done')).toBe(true);
    const figures = (await readBooks())[party];
    expect(figures?.kinds.find((row) => row.kind === kind)?.faults).toBeGreaterThanOrEqual(300);
    expect(await modesDrawn(kind)).toStrictEqual([...faultModes].sort());
    // Two in a thousand are refused by the bureau: these have no effect.
    const happened = keys - (JSON.stringify(answers).split('"refused"').length - 1);
    expect(figures?.effects.find((row) => row.kind === effect)).toMatchObject({
      effects: happened,
      keys: happened,
      most: 1,
    });
    // The same key gets the same answer for ever.
    expect(await Promise.all(numbers.map(ask))).toStrictEqual(answers);
  },
  120_000,
);

test.each(questions)(
  'every unknown becomes known: $party $kind',
  async ({ party, kind, ask }) => {
    await setFaults(600);
    const answers = await inLanes(ask);
    await setFaults(0);
    expect(answers).toHaveLength(keys);
    expect(await modesDrawn(kind)).toStrictEqual([...questionFaults].sort());
    expect((await readBooks())[party]?.kinds.find((row) => row.kind === kind)?.faults).toBeGreaterThanOrEqual(300);
  },
  120_000,
);

test('R-605 what moved adds up, to the fen, in the books of bank and treasury', async () => {
  const { bank, tax } = await readBooks();
  expect(bank?.residualFen).toBe(0);
  expect(bank?.balanceFen).toBe(keys * (100_000 - 50_000 - 25_000));
  expect(tax?.effects.find((row) => row.kind === 'treasury-entry')?.fen).toBe(keys * 50_000);
});

test('a seed repeats its schedule: the same keys and attempts draw the same faults', async () => {
  const draw = async () => {
    await sandbox.post('/sandbox/reset', {});
    await sandbox.post('/sandbox/faults', { mode: 'storm', seed: 11 });
    for (let index = 0; index < 60; index++) await untilKnown(() => kinds[0]!.ask(index));
    const { rows } = await books.query('select key, attempt, mode from desk.fault_drawn order by key, attempt');
    return rows;
  };
  const first = await draw();
  expect(first.length).toBeGreaterThan(5);
  expect(await draw()).toStrictEqual(first);
  await setFaults(0);
}, 60_000);

test('one key, two bodies: the second is rejected and nothing happens', async () => {
  const asked = { key: 'same-key', planAt, ...terms(9_001) };
  await clients.bank.openAccount(asked);
  await expect(clients.bank.openAccount({ ...asked, ...terms(9_002) })).rejects.toMatchObject({
    name: 'CallRejected',
    status: 409,
  });
  await expect(clients.bank.accountState({ key: 'x', planAt, account: account(9_002) })).resolves.toMatchObject({
    code: 'unknown-account',
  });
});

test('a request that does not have its shape is rejected, and its key stays free', async () => {
  const wrong = { key: 'free-key', planAt, account: account(9_003), items: [] };
  await expect(clients.bank.transferToHealthCentre(wrong)).rejects.toBeInstanceOf(CallRejected);
  await expect(clients.bank.openAccount({ key: 'free-key', planAt, ...terms(9_003) })).resolves.toMatchObject({
    kind: 'done',
  });
});

test('twenty at once with one key are one effect', async () => {
  const answers = await Promise.all(
    numbers.slice(0, 20).map(() => clients.bank.openAccount({ key: 'at-once', planAt, ...terms(9_004) })),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const { rows } = await books.query(`select count(*)::int as n from desk.effect where key = 'at-once'`);
  expect(rows).toStrictEqual([{ n: 1 }]);
});

test('the sandbox killed in mid-work: what was answered stands, what was not becomes known, nothing twice', async () => {
  await sandbox.post('/sandbox/reset', {});
  const asks = numbers.map((index) => () => kinds[0]!.ask(index));
  const settled = Promise.allSettled(asks.map((ask) => ask()));
  await sleep(60);
  await sandbox.crash();
  const first = await settled;
  const unknown = first.filter((outcome) => outcome.status === 'rejected');
  expect(unknown.every((outcome) => outcome.reason instanceof UnknownOutcome)).toBe(true);
  const again = await inLanes((index) => asks[index]!());
  for (const [index, outcome] of first.entries())
    if (outcome.status === 'fulfilled') expect(again[index]).toStrictEqual(outcome.value);
  expect((await readBooks())['bank']?.effects).toMatchObject([{ effects: keys, keys, most: 1 }]);
}, 60_000);

test('the database throws everybody out in mid-work: the sandbox stays up, nothing is done twice', async () => {
  await sandbox.post('/sandbox/reset', {});
  let isWorking = true;
  const throwOut = async () => {
    while (isWorking) {
      await books.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'counterparts' and datname = current_database()`,
      );
      await sleep(80);
    }
  };
  const thrownOut = throwOut();
  const answers = await Promise.all(numbers.slice(0, 120).map((index) => untilKnown(() => kinds[0]!.ask(index))));
  isWorking = false;
  await thrownOut;
  expect(answers.every((answer) => (answer as { kind: string }).kind === 'done')).toBe(true);
  expect((await readBooks())['bank']?.effects).toMatchObject([{ effects: 120, keys: 120, most: 1 }]);
}, 60_000);

async function depositEverywhere(): Promise<void> {
  await setFaults(0);
  for (const index of numbers) {
    const slip = {
      account: account(index),
      amountFen: 100_000,
      remark: '芦岗-王庄-张三-K7M4P',
      depositor: '101-03-1',
      paidAt: planAt - 5,
    };
    expect((await sandbox.post('/bank/counter/deposits', slip, { 'x-plan-at': String(planAt) })).status).toBe(200);
  }
}
