import { randomUUID } from 'node:crypto';

import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';

import { openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-09-21')) + 9 * 3_600_000;
const unit = '419998/101/01';
const agent = 'u_agent_101_01_1';
const other = 'u_agent_101_02_1';

let api: ScratchApi;
let payers: readonly { readonly idNumber: string; readonly name: string; readonly group: string }[];
let receipts = 0;

beforeAll(async () => {
  api = await scratchApi();
  const township = api.county.townships[0]!;
  payers = [...madeUpPeople(api.county, township)].filter(({ village, sponsored }) => village === '01' && !sponsored);
  await api.given([
    ...openedCampaign(AT),
    {
      stream: 'township-101',
      unit: '419998/101',
      at: AT,
      event: { type: 'TownshipPhaseOpened', data: { phase: 'collect' } },
    },
    {
      stream: 'township-101',
      unit: '419998/101',
      at: AT,
      event: { type: 'TownshipPhaseOpened', data: { phase: 'screen' } },
    },
    {
      stream: 'account-101',
      unit: '419998/101',
      at: AT,
      event: { type: 'AccountOpened', data: { account: '101', tail: '4321' } },
    },
    ...township.villages.map(({ agents: [first] }, n) => ({
      stream: `book-101-${n + 1}`,
      unit: `419998/101/${first!.village}`,
      at: AT,
      event: {
        type: 'ReceiptBookIssued' as const,
        data: { book: `101-${n + 1}`, agent: first!.agent, ...first!.book },
      },
    })),
  ]);
});
afterAll(() => api.drop());

const receipt = () => `SC2020-${String(++receipts).padStart(8, '0')}`;
const payment = (nth: number, change: object = {}) => ({
  idNumber: payers[nth]!.idNumber,
  name: payers[nth]!.name,
  group: payers[nth]!.group,
  receipt: receipt(),
  amountFen: 25_000,
  ...change,
});
const register = (body: object | string, key?: string) => api.post(agent, '/api/agent/registrations', body, key);
const wrongDigit = (idNumber: string) => idNumber.slice(0, 17) + (idNumber[17] === '1' ? '2' : '1');
const headOf = async () => Number((await api.get('u_auditor_1', '/api/audit/timeline')).body['head']);

describe('bad input gets a problem that names field and remedy, and nothing is recorded', () => {
  test.each<[string, () => object | string, object]>([
    ['malformed JSON', () => '{"idNumber": ', { status: 400, type: '/problems/request/malformed-json', field: 'body' }],
    [
      'an unknown field',
      () => payment(0, { colour: 1 }),
      { status: 400, type: '/problems/request/unknown-field', field: 'colour' },
    ],
    [
      'a missing name',
      () => payment(0, { name: undefined }),
      { status: 400, type: '/problems/request/missing-field', field: 'name' },
    ],
    ['one fen less', () => payment(0, { amountFen: 24_999 }), { status: 422, field: 'amountFen' }],
    ['one fen more', () => payment(0, { amountFen: 25_001 }), { status: 422, field: 'amountFen' }],
    ['a fraction of a fen', () => payment(0, { amountFen: 0.5 }), { status: 400, field: 'amountFen' }],
    [
      'a wrong check digit',
      () => payment(0, { idNumber: wrongDigit(payers[0]!.idNumber) }),
      { status: 422, type: '/problems/id-number/check-digit', field: 'idNumber' },
    ],
    [
      '17 digits',
      () => payment(0, { idNumber: payers[0]!.idNumber.slice(1), asOnCard: true }),
      { status: 422, type: '/problems/id-number/length', field: 'idNumber' },
    ],
    [
      'a receipt of another book',
      () => payment(0, { receipt: 'SC2020-00099999' }),
      { status: 409, type: '/problems/registration/not-in-own-book', field: 'receipt' },
    ],
  ])('%s', async (_, body, problem) => {
    const before = await headOf();
    const answer = await register(body());
    expect(answer.body).toMatchObject({ ...problem, remedy: expect.stringMatching(/\S/) });
    expect(JSON.stringify(answer.body)).not.toContain(payers[0]!.idNumber.slice(0, 14));
    expect(await headOf()).toBe(before);
  });

  test('a command without its key', async () => {
    const answer = await register(payment(0), 'not-a-uuid');
    expect(answer.body).toMatchObject({ status: 400, field: 'Idempotency-Key' });
  });
});

describe('R-401, R-402 a payer is registered', () => {
  test('once, however often the command comes: in sequence and fifty at a time', async () => {
    const [key, body, before] = [randomUUID(), payment(1), await headOf()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => register(body, key)));
    const again = await register(body, key);
    expect(new Set([...answers, again].map(({ status }) => status))).toStrictEqual(new Set([200]));
    expect(new Set([...answers, again].map(({ body }) => body['registration'])).size).toBe(1);
    expect(await headOf()).toBe(before + 1);
  });

  test('the same key with another body, or from somebody else, is refused', async () => {
    const [key, body] = [randomUUID(), payment(2)];
    expect((await register(body, key)).status).toBe(200);
    const [changed, stolen] = [
      await register({ ...body, name: '别人' }, key),
      await api.post(other, '/api/agent/registrations', body, key),
    ];
    expect([changed.status, stolen.status]).toStrictEqual([409, 409]);
    expect(changed.body['type']).toBe('/problems/request/idempotency-key-reused');
  });

  test('the first answer also outlives the loss of the answers’ table, by the log’s own command id', async () => {
    const [key, body] = [randomUUID(), payment(3)];
    const first = await register(body, key);
    await api.asOwner('truncate access.command_answer');
    expect((await register(body, key)).body).toMatchObject({
      registration: first.body['registration'],
      position: first.body['position'],
    });
  });

  test('a receipt’s number is used once', async () => {
    const body = payment(4);
    expect((await register(body)).status).toBe(200);
    const twice = await register({ ...payment(5), receipt: body.receipt });
    expect(twice.body).toMatchObject({ status: 409, type: '/problems/registration/receipt-used', field: 'receipt' });
  });

  test('R-404 a wrong check digit stands only after a look at the card', async () => {
    const answer = await register(payment(6, { idNumber: wrongDigit(payers[6]!.idNumber), asOnCard: true }));
    expect(answer).toMatchObject({ status: 200, body: { warnings: [expect.stringContaining('校验位')] } });
  });

  test('R-405 somebody who is registered already is taken and warned of', async () => {
    const answer = await register(payment(1));
    expect(answer).toMatchObject({ status: 200, body: { warnings: [expect.stringContaining('已有登记')] } });
  });
});

describe('R-600 a bag', () => {
  test('holds what is in hand, oldest first, and its slip names the way to the account', async () => {
    const bench = (await api.get(agent, '/api/agent')).body as {
      readonly cash: { readonly people: number; readonly fen: number };
    };
    const key = randomUUID();
    const closed = await api.post(agent, '/api/agent/bags', {}, key);
    const bag = closed.body['bag'] as Record<string, unknown>;
    expect(bag).toMatchObject({
      people: bench.cash.people,
      amountFen: bench.cash.fen,
      state: 'closed',
      accountTail: '4321',
    });
    expect(String(bag['remark'])).toBe(`东测-01-${nameOfAgent()}-${String(bag['code'])}`);
    expect((await api.post(agent, '/api/agent/bags', {}, key)).body).toStrictEqual(closed.body);
    expect((await api.post(agent, '/api/agent/bags', {})).body).toMatchObject({ type: '/problems/bag/empty' });
  });

  test('R-601 the yuan limit is crossed by the receipt that crosses it, in the same append', async () => {
    for (let nth = 7; nth < 7 + 72; nth++) await register(payment(nth));
    const { body } = await api.get('u_auditor_1', '/api/audit/history?subject=agent&id=101-01-1&limit=500');
    const warned = (body['events'] as readonly { readonly type: string; readonly amountFen: number }[]).filter(
      ({ type }) => type === 'HoldingWarned',
    );
    expect(warned).toHaveLength(1);
    expect(warned[0]!.amountFen).toBeGreaterThanOrEqual(1_750_000);
  });
});

describe('T42: an object of another agent is not found, like one that is not there', () => {
  const nobody = '01a20cb2-ba26-7407-ae8f-5e8a45bfb501';
  test('registration, bag, refund', async () => {
    const { body } = await register(payment(100));
    const { body: closed } = await api.post(agent, '/api/agent/bags', { registrations: [body['registration']] });
    const code = String((closed['bag'] as Record<string, unknown>)['code']);
    const correct = { name: '别人' };
    const banked = { tellerSlipSha256: 'b'.repeat(64) };
    const paid = { signatureSha256: 'c'.repeat(64), paidOn: '2019-10-25' };
    for (const [own, absent, what] of [
      [
        `/api/agent/registrations/${String(body['registration'])}/correct`,
        `/api/agent/registrations/${nobody}/correct`,
        correct,
      ],
      [`/api/agent/bags/${code}/banked`, '/api/agent/bags/K7M4P/banked', banked],
      [`/api/agent/refunds/${String(body['registration'])}/paid`, `/api/agent/refunds/${nobody}/paid`, paid],
    ] as const) {
      const [ofAnother, ofNobody] = [await api.post(other, own, what), await api.post(other, absent, what)];
      expect(ofAnother).toMatchObject({ status: 404, body: { type: '/problems/access/not-found' } });
      expect(ofAnother.body).toStrictEqual(ofNobody.body);
    }
    expect((await api.post(agent, `/api/agent/bags/${code}/banked`, banked)).status).toBe(200);
  });
});

test('R-406 a correction keeps the old value, finds the new person, and shows the agent no whole number', async () => {
  const nth = 101;
  const wrong = wrongDigit(payers[nth]!.idNumber);
  const { body } = await register(payment(nth, { idNumber: wrong, asOnCard: true }));
  const registration = String(body['registration']);
  await api.given([
    {
      stream: `registration-${registration}`,
      unit,
      at: AT,
      event: { type: 'RegistrationReturned', data: { round: 1, stage: 'health-centre', reasons: ['id-check-digit'] } },
    },
  ]);
  const bench = await api.get(agent, '/api/agent');
  const returned = (bench.body['returned'] as readonly Record<string, unknown>[]).find(
    (row) => row['registration'] === registration,
  )!;
  expect(returned).toMatchObject({ isMendable: true, name: payers[nth]!.name });
  expect(returned['idNumber']).not.toBe(wrong);
  const correct = (change: object) => api.post(agent, `/api/agent/registrations/${registration}/correct`, change);
  expect((await correct({ idNumber: wrong })).body).toMatchObject({ type: '/problems/id-number/check-digit' });
  expect((await correct({ idNumber: payers[nth]!.idNumber })).status).toBe(200);
  const { body: history } = await api.get('u_auditor_1', `/api/audit/history?subject=registration&id=${registration}`);
  const [corrected] = history['events'] as readonly Record<string, unknown>[];
  expect(corrected).toMatchObject({ type: 'RegistrationCorrected', data: { fields: ['idNumber'] } });
  expect(JSON.stringify(history)).not.toContain(payers[nth]!.idNumber.slice(6, 17));
  expect(corrected!['person']).not.toBe((corrected!['data'] as Record<string, unknown>)['previousPerson']);
});

test('R-501 R-407 what is due is said before money is taken, and to whom somebody has paid as far as it may be known', async () => {
  const check = async (account: string, idNumber: string) =>
    (await api.post(account, '/api/agent/payer-checks', { idNumber })).body;
  const stranger = payers.at(-1)!;
  expect(await check(agent, stranger.idNumber)).toMatchObject({ dueFen: 25_000, registered: [] });
  // Who is only asked about is not made known.
  const document = { documentType: 'resident-id', number: stranger.idNumber };
  expect(await api.parts.vault.find(api.campaign, [document])).toStrictEqual([null]);

  const paid = payment(payers.length - 2);
  expect((await register(paid)).status).toBe(200);
  const own = await check(agent, ` ${paid.idNumber}\u200b`);
  expect(own).toMatchObject({ dueFen: 0, registered: [{ receiptTail: paid.receipt.slice(-4) }] });
  expect(JSON.stringify(own['registered'])).toContain('您已经收过');
  const elsewhere = JSON.stringify((await check(other, paid.idNumber))['registered']);
  expect(elsewhere).toContain('本县另一个村');
  expect(elsewhere).not.toContain('东测');

  const listed = payers.at(-3)!;
  const [person] = await api.parts.vault.identify(api.campaign, [
    { documentType: 'resident-id', number: listed.idNumber },
  ]);
  await api.given([
    {
      stream: 'sponsor-civil-affairs-1',
      unit: '419998/101/01',
      at: AT,
      event: { type: 'PersonListed', data: { department: 'civil-affairs', version: 1, line: 1 } },
      person: { key: person!, identity: 'x' },
    },
  ]);
  const due = await check(agent, listed.idNumber);
  expect(due).toMatchObject({ dueFen: 0, registered: [] });
  expect(String(due['why'])).not.toMatch(/民政|资助|civil/);
  expect(await check(agent, wrongDigit(listed.idNumber))).toMatchObject({ status: 422, field: 'idNumber' });
});

const nameOfAgent = () => api.county.townships[0]!.villages[0]!.agents[0]!.displayName;
