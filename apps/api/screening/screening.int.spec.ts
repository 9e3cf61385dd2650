import type { ReturnReason } from '@canbao/domain/registration/registration.events';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { uuid7 } from '@canbao/event-log/uuid7';

import { type GivenFact, openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-10-05')) + 9 * 3_600_000;
const unit = '419998/101';
const MANY = 120;
const agent = 'u_agent_101_01_1';

let api: ScratchApi;
/** Registered on the phone, returned by the tax branch for the name; and by the health centre for the number. */
let [ofName, ofNumber, rightNumber, wrongNumber] = ['', '', '', ''];

const fact = (stream: string, of: string, event: GivenFact['event']): GivenFact => ({
  stream,
  unit: of,
  at: AT,
  event,
});
/** Rows of village 02 by number; nobody knows who they are. */
const uuid = (n: number) =>
  uuid7(
    AT + n,
    Uint8Array.from({ length: 10 }, () => n % 256),
  );
const filled = (n: number): readonly GivenFact[] => [
  {
    ...fact(`registration-${uuid(n)}`, `${unit}/02`, {
      type: 'PersonRegistered',
      data: {
        ...{ agent: '101-02-1', receipt: `SC2020-${String(5_000 + n).padStart(8, '0')}`, group: '1组' },
        ...{ channel: 'agent', source: 'file', file: 'f', line: n, receivedOn: '2019-10-04' },
      },
    }),
    ...{ person: { key: uuid(1_000 + n) }, amountFen: 25_000 },
  },
  returned(uuid(n), n % 2 === 0 ? 'id-length' : 'id-birth-date', 'health-centre', '02'),
];
const returned = (id: string, reason: ReturnReason, stage: 'health-centre' | 'tax', village = '01') =>
  fact(`registration-${id}`, `${unit}/${village}`, {
    type: 'RegistrationReturned',
    data: { round: 1, stage, reasons: [reason] },
  });

beforeAll(async () => {
  api = await scratchApi();
  await api.given([
    ...openedCampaign(AT),
    ...(['collect', 'screen'] as const).map((phase) =>
      fact('township-101', unit, { type: 'TownshipPhaseOpened', data: { phase } }),
    ),
    fact('account-101', unit, { type: 'AccountOpened', data: { account: '101', tail: '4321' } }),
    fact('book-101-1', `${unit}/01`, {
      type: 'ReceiptBookIssued',
      data: { book: '101-1', agent: '101-01-1', series: 'SC2020', from: 1, to: 100 },
    }),
    ...Array.from({ length: MANY }, (_, n) => filled(n)).flat(),
  ]);
  const [one, two] = [...madeUpPeople(api.county, api.county.townships[0]!)].filter(
    ({ village, sponsored }) => village === '01' && !sponsored,
  );
  rightNumber = two!.idNumber;
  wrongNumber = rightNumber.slice(0, 17) + (rightNumber.endsWith('1') ? '2' : '1');
  ofName = await register(1, { ...one!, name: '王大海' });
  ofNumber = await register(2, { ...two!, idNumber: wrongNumber });
  await api.given([
    fact(`registration-${ofName}`, `${unit}/01`, {
      type: 'RegistrationPassed',
      data: { round: 1, stage: 'health-centre' },
    }),
    returned(ofName, 'name-differs', 'tax'),
    returned(ofNumber, 'id-check-digit', 'health-centre'),
  ]);
}, 120_000);
afterAll(() => api.drop());

async function register(nth: number, { idNumber, name, group }: { idNumber: string; name: string; group: string }) {
  const receipt = `SC2020-${String(nth).padStart(8, '0')}`;
  const body = { idNumber, name, group, receipt, amountFen: 25_000, asOnCard: true };
  return String((await api.post(agent, '/api/agent/registrations', body)).body['registration']);
}

type Row = { readonly registration: string; readonly [field: string]: unknown };
const path = '/api/townships/101/screening/rows';
const ask = (query: string, account = 'u_health_101') => api.get(account, `${path}?${query}`);
const rowsOf = async (query: string, account?: string) => (await ask(query, account)).body['rows'] as readonly Row[];
const correct = (id: string, body: object) => api.post(agent, `/api/agent/registrations/${id}/correct`, body);

test('rows come in pages, each once, and the count is of all of them, never of a page', async () => {
  const seen: string[] = [];
  let after = '';
  do {
    const { body } = await ask(`set=all&village=02${after && `&after=${after}`}`);
    expect(body).toMatchObject({ total: MANY });
    const rows = body['rows'] as readonly Row[];
    expect(rows.length).toBeLessThanOrEqual(50);
    seen.push(...rows.map(({ registration }) => registration));
    after = String(body['next'] ?? '');
  } while (after !== '');
  expect(seen).toStrictEqual(Array.from({ length: MANY }, (_, n) => uuid(n)));
});

test('R-404 R-405 reasons are grouped with counts, and one of them or a village leaves its rows', async () => {
  const { body } = await ask('set=returned');
  expect(body['reasons']).toMatchObject([
    { reason: 'id-birth-date', count: MANY / 2 },
    { reason: 'id-length', count: MANY / 2 },
    { reason: 'id-check-digit', count: 1 },
    { reason: 'name-differs', count: 1 },
  ]);
  expect((await ask('reason=id-length')).body).toMatchObject({ total: MANY / 2 });
  expect((await ask('village=01')).body).toMatchObject({ total: 2 });
  const [row] = await rowsOf('reason=id-check-digit');
  expect(row).toMatchObject({
    ...{ registration: ofNumber, idNumber: wrongNumber, returnedBy: 'health-centre', isTold: true, wayOut: null },
    reasons: [{ reason: 'id-check-digit', look: expect.stringContaining('逐位核对') }],
  });
});

test('R-404 the township’s numbers are the sums of its villages’', async () => {
  const { body } = await api.get('u_tax_101', '/api/townships/101/screening');
  type Round = { readonly healthCentre: Record<string, number>; readonly tax: Record<string, number> };
  const rounds = body['rounds'] as readonly Round[];
  const villages = body['villages'] as readonly { readonly rounds: readonly Round[] }[];
  expect(villages).toHaveLength(2);
  for (const [n, round] of rounds.entries()) {
    for (const desk of ['healthCentre', 'tax'] as const) {
      for (const count of ['expected', 'received', 'checked', 'waiting', 'passed', 'returned', 'corrected']) {
        const sum = villages.reduce((total, village) => total + village.rounds[n]![desk][count]!, 0);
        expect([desk, count, round[desk][count]]).toStrictEqual([desk, count, sum]);
      }
      const { expected, received, checked, waiting, passed, returned: back } = round[desk];
      expect([received! - waiting! - checked!, checked! - passed! - back!]).toStrictEqual([0, 0]);
      expect(expected).toBeGreaterThanOrEqual(received!);
    }
  }
  expect(rounds[0]!.healthCentre).toMatchObject({ expected: MANY + 2, passed: 1, returned: MANY + 1 });
});

test('R-405 what the tax branch returned is not the agent’s to see or to mend before the feedback came back', async () => {
  const inbox = async () =>
    ((await api.get(agent, '/api/agent')).body['returned'] as readonly Row[]).map(({ registration }) => registration);
  expect(await inbox()).toStrictEqual([ofNumber]);
  expect((await correct(ofName, { name: '王大河' })).body).toMatchObject({
    ...{ status: 409, type: '/problems/registration/feedback-missing' },
  });
  expect(await rowsOf('reason=name-differs')).toMatchObject([{ returnedBy: 'tax', isTold: false }]);
  await api.given([fact('township-101', unit, { type: 'FeedbackReturned', data: { round: 1, people: 1 } })]);
  expect(await inbox()).toStrictEqual([ofName, ofNumber]);
  expect(await rowsOf('reason=name-differs')).toMatchObject([{ isTold: true }]);
});

test('R-406 a correction is a new fact: old and new value stand side by side, for each as far as they may see', async () => {
  const before = Number((await api.get('u_auditor_1', '/api/audit/timeline')).body['head']);
  expect((await correct(ofName, { name: '王大河' })).status).toBe(200);
  expect((await correct(ofNumber, { idNumber: rightNumber, group: '9组' })).status).toBe(200);
  const masked = (number: string) => `＊＊＊＊${number.slice(-4)}`;
  const name = { fields: [{ field: 'name', before: '王大海', after: '王大河', digitsApart: null }] };
  const number = (shown: (number: string) => string) => ({
    fields: [
      { field: 'idNumber', before: shown(wrongNumber), after: shown(rightNumber), digitsApart: [18] },
      { field: 'group', after: '9组' },
    ],
  });
  const { body } = await api.get(agent, '/api/agent/sent-again');
  expect(body).toMatchObject({
    ...{ total: 2, next: null },
    rows: [
      { registration: ofName, name: '王大河', state: 'waiting', leftover: null, corrections: [name] },
      { registration: ofNumber, state: 'waiting', corrections: [number(masked)] },
    ],
  });
  expect(JSON.stringify(body)).not.toMatch(/\d{17}/);
  expect(await rowsOf('set=corrected')).toMatchObject([
    { corrections: [name] },
    { idNumber: rightNumber, corrections: [number((all) => all)] },
  ]);
  expect(await rowsOf('set=corrected', 'u_auditor_1')).toMatchObject([
    { name: '＊＊＊', corrections: [{ fields: [{ field: 'name', before: '＊＊＊', after: '＊＊＊' }] }] },
    { idNumber: '＊＊＊', corrections: [{ fields: [{ before: '＊＊＊', digitsApart: null }, { after: '9组' }] }] },
  ]);
  // Of another agent they are not, and before the correction there was none (R-1002).
  expect((await api.get('u_agent_101_02_1', '/api/agent/sent-again')).body).toMatchObject({ total: 0 });
  expect((await ask(`set=corrected&at=${before}`)).body).toMatchObject({ total: 0 });
  expect(await rowsOf(`village=01&at=${before}`)).toMatchObject([{ corrections: [] }, { corrections: [] }]);
});

test('R-406 R-607 what fails round 2 becomes a leftover of its kind, and the agent reads what happens with the money', async () => {
  await api.given([
    fact(`registration-${ofNumber}`, `${unit}/01`, {
      type: 'RegistrationReturned',
      data: { round: 2, stage: 'health-centre', reasons: ['id-birth-date'] },
    }),
  ]);
  const leftover = { kind: 'wrong-information', title: expect.stringContaining('信息错误') };
  expect(await rowsOf('set=failed')).toMatchObject([
    { registration: ofNumber, round: 2, wayOut: expect.stringContaining('费款退还本人'), leftover },
  ]);
  const { body } = await api.get(agent, '/api/agent/sent-again');
  expect(body['rows']).toMatchObject([
    { registration: ofName, state: 'waiting' },
    { registration: ofNumber, state: 'failed', leftover: { ...leftover, hop: 'none', money: expect.any(String) } },
  ]);
  expect((await api.get(agent, '/api/agent')).body['sent']).toStrictEqual({ waiting: 1, passed: 0, failed: 1 });
});
