import { randomUUID } from 'node:crypto';

import permits from '@canbao/domain/packs/permits-test.json' with { type: 'json' };
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import { readStream } from '@canbao/event-log/read-stream';

import { openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-09-21')) + 9 * 3_600_000;
const { region } = permits.units;
const agent = 'u_agent_101_01_1';
const [permit, certificate] = permits.people.eligibility
  .find(({ key }) => key === 'long-term')!
  .conditions.flatMap((condition) => ('title' in condition ? [String(condition.title)] : []))
  .map((title, nth) => ({ title, sha256: (nth === 0 ? 'b' : 'a').repeat(64) }));

let api: ScratchApi;
let payers: readonly { readonly idNumber: string; readonly name: string; readonly group: string }[];
let receipts = 0;
beforeAll(async () => {
  api = await scratchApi({ packId: permits.id });
  const township = api.county.townships[0]!;
  payers = [...madeUpPeople(api.county, township)].filter(({ sponsored }) => !sponsored);
  const [first] = township.villages[0]!.agents;
  await api.given([
    ...openedCampaign(AT, permits.id),
    {
      ...{ stream: 'township-101', unit: `${region}/101`, at: AT },
      event: { type: 'TownshipPhaseOpened', data: { phase: 'collect' } },
    },
    {
      ...{ stream: 'book-101-1', unit: `${region}/101/01`, at: AT },
      event: { type: 'ReceiptBookIssued', data: { book: '101-1', agent: first!.agent, ...first!.book } },
    },
  ]);
});
afterAll(() => api.drop());

const ofResident = ['agent', 'channel', 'file', 'group', 'line', 'receipt', 'receivedOn', 'source'];
const longTerm = { standings: ['long-term'], monthsResident: 12, documents: [permit, certificate] };
const check = (nth: number, declared: object) =>
  api.post(agent, '/api/agent/payer-checks', { idNumber: payers[nth]!.idNumber, ...declared });
const register = (nth: number, declared: object, key?: string) => {
  const { idNumber, name, group } = payers[nth]!;
  const receipt = `SC2020-${String(++receipts).padStart(8, '0')}`;
  return api.post(
    agent,
    '/api/agent/registrations',
    { idNumber, name, group, receipt, amountFen: 25_000, ...declared },
    key,
  );
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const headOf = async () => Number((await api.get('u_auditor_1', '/api/audit/timeline')).body['head']);
/** The event as the log holds it, and what the vault holds of the payer's category. */
const recordedOf = async (registration: unknown) => {
  const { campaign, parts } = api;
  const [event] = await readStream(parts.log, campaign, `registration-${String(registration)}`);
  const { key } = event!.person!;
  const purpose = { actor: 'u_auditor_1', why: 'who may join', caseNumber: null };
  const values = (await parts.vault.revealHistory(campaign, [key], 'category', purpose)).get(key) ?? [];
  return { event: event!, sealed: values.map(({ commitment, value }) => ({ commitment, ...value.reveal() })) };
};

test('R-408 the workbench says what a payer can be, with its proof, and where it must be paid', async () => {
  const { body } = await api.get(agent, '/api/agent');
  expect(body['whoMayJoin']).toMatchObject({
    standard: 'registered',
    placeOfPayment: '居测县',
    standings: expect.arrayContaining([
      expect.objectContaining({ key: 'registered', mayNotJoin: null, documents: [] }),
      expect.objectContaining({
        ...{ key: 'long-term', monthsResident: 12, documents: [permit!.title, certificate!.title] },
        mayNotJoin: expect.objectContaining({ verdict: 'refused' }),
      }),
    ]),
  });
});

test('R-408 with the permit of a year and the home bureau’s certificate a payer is taken; the rule is in the vault only', async () => {
  expect((await check(0, longTerm)).body).toMatchObject({ dueFen: 25_000, mayNotJoin: null });
  const { status, body } = await register(0, longTerm);
  expect(status).toBe(200);
  const { event, sealed } = await recordedOf(body['registration']);
  expect(event.data['documents']).toStrictEqual(['a'.repeat(64), 'b'.repeat(64)]);
  expect(sealed).toStrictEqual([{ commitment: event.person!.category, categories: ['long-term'] }]);
  const { rows } = await api.parts.log.pool.query<{ leaf: string }>(
    `select convert_from(leaf, 'UTF8') as leaf from event`,
  );
  expect(rows.filter(({ leaf }) => leaf.includes(event.person!.key))).toHaveLength(1);
  const words = [permit!.title, certificate!.title, ...permits.people.eligibility.map(({ key }) => `"${key}"`)];
  for (const word of words) expect(rows.filter(({ leaf }) => leaf.includes(word))).toStrictEqual([]);
});

test('R-408 a pupil shows no papers: the event is that of a resident, but for the commitment', async () => {
  const { body } = await register(7, { standings: ['pupil'] });
  const { event, sealed } = await recordedOf(body['registration']);
  expect(Object.keys(event.data).sort()).toStrictEqual(ofResident);
  expect(sealed).toStrictEqual([{ commitment: event.person!.category, categories: ['pupil'] }]);
});

test('R-408 a registered resident says nothing, and the event is what it always was', async () => {
  const { body } = await register(1, {});
  const { event, sealed } = await recordedOf(body['registration']);
  expect(Object.keys(event.data).sort()).toStrictEqual(ofResident);
  expect([Object.keys(event.person!).sort(), sealed]).toStrictEqual([['identity', 'key'], []]);
});

test.each<readonly [string, object, object]>([
  ['R-408 11 months', { ...longTerm, monthsResident: 11 }, { why: 'proof-missing', field: 'monthsResident' }],
  ['R-408 no certificate', { ...longTerm, documents: [permit] }, { why: 'proof-missing', field: 'documents' }],
  ['R-408 no proof at all', { standings: ['long-term'] }, { why: 'proof-missing', field: 'monthsResident' }],
  ['R-408 an employee', { standings: ['employee'] }, { why: 'not-eligible', field: 'standings' }],
  ['R-408 insured elsewhere', { standings: ['insured-elsewhere'] }, { why: 'not-eligible', field: 'standings' }],
  ['R-408 a college student', { standings: ['college'] }, { why: 'pays-elsewhere', field: 'standings' }],
  ['R-408 not in the household register', { isRegistered: false }, { why: 'proof-missing', field: 'isRegistered' }],
  ['R-409 paid for another county', { placeOfPayment: '邻县' }, { why: 'place-of-payment', field: 'placeOfPayment' }],
])('%s: told with the amount due, refused, and nothing recorded', async (_who, declared, expected) => {
  const { why, field } = expected as { readonly why: string; readonly field: string };
  const before = await headOf();
  const told = (await check(2, declared)).body;
  expect(told).toMatchObject({ dueFen: 0, mayNotJoin: { reason: expect.any(String), wayOut: expect.any(String) } });
  const { status, body } = await register(2, declared);
  expect({ status, type: body['type'], field: body['field'] }).toStrictEqual({
    ...{ status: 422, type: `/problems/registration/${why}`, field },
  });
  const { reason, wayOut } = told['mayNotJoin'] as { readonly reason: string; readonly wayOut: string };
  expect([body['detail'], body['remedy']]).toStrictEqual([reason, wayOut]);
  expect(await headOf()).toBe(before);
});

test('R-409 the payer is told in the words of the pack, and a voucher that names the county is taken', async () => {
  const { body } = await check(3, { placeOfPayment: '邻县' });
  expect(body['mayNotJoin']).toMatchObject({ verdict: 'elsewhere', reason: permits.people.placeOfPayment.otherwise });
  expect((await register(3, { placeOfPayment: '测省居市居测县' })).status).toBe(200);
});

test('R-408 the same command with other proof is another command, to the log as well', async () => {
  const key = '0190b7a2-0000-7000-8000-000000000001';
  const again = async (declared: object) => {
    receipts--;
    return (await register(4, declared, key)).status;
  };
  expect((await register(4, longTerm, key)).status).toBe(200);
  expect(await again(longTerm)).toBe(200);
  expect(await again({ ...longTerm, monthsResident: 13 })).toBe(409);
  // Where the API has forgotten its answers, the log tells the two apart.
  await api.asOwner('truncate access.command_answer');
  expect(await again({ ...longTerm, monthsResident: 13 })).toBe(409);
  await api.asOwner('truncate access.command_answer');
  expect(await again(longTerm)).toBe(200);
});

test('R-408 the digest of a command gives no rule away to whoever tries them all', async () => {
  const { campaign, parts } = api;
  const digestsOf = async (nth: number, said: object, tried: readonly object[]) => {
    const key = randomUUID();
    const { body } = await register(nth, said, key);
    const { person, data } = (await recordedOf(body['registration'])).event;
    const request = { person: person!.key, group: data['group']!, receipt: data['receipt']!, amountFen: 25_000 };
    const { digest } = (await findCommand(parts.log, campaign, key))!;
    const guesses = tried.map((one) => digestOf({ actor: agent, request: { ...request, ...one } }));
    return { digest: hex(digest), guesses: guesses.map(hex) };
  };
  const nothing = await digestsOf(8, {}, [{}]);
  expect(nothing.guesses).toContain(nothing.digest);
  const rules = permits.people.eligibility.map(({ key }) => ({ standings: [key] }));
  const pupil = await digestsOf(9, { standings: ['pupil'] }, rules);
  expect(pupil.guesses).not.toContain(pupil.digest);
});

test('a digest that is none, or a member that nobody knows, is refused by name', async () => {
  const wrong = { ...longTerm, documents: [{ title: permit!.title, sha256: 'photo' }] };
  expect((await register(5, wrong)).body).toMatchObject({ status: 400, field: expect.stringContaining('documents') });
  expect((await check(5, { standing: 'long-term' })).body).toMatchObject({ status: 400, field: 'standing' });
});

test('R-405 R-408 whoever the register knows in no household: their agent reads what to bring and the way out', async () => {
  const { body } = await register(6, {});
  const registration = String(body['registration']);
  const reasons = ['unregistered'] as const;
  await api.given([
    {
      ...{ stream: `registration-${registration}`, unit: `${region}/101/01`, at: AT },
      event: { type: 'RegistrationReturned', data: { round: 1, stage: 'tax', reasons } },
    },
    {
      ...{ stream: 'township-101', unit: `${region}/101`, at: AT },
      event: { type: 'FeedbackReturned', data: { round: 1, people: 1 } },
    },
  ]);
  const { body: sent } = await api.get(agent, '/api/agent/sent-again');
  expect(sent['rows']).toMatchObject([
    {
      ...{ registration, state: 'failed' },
      reasons: [
        {
          reason: 'unregistered',
          evidence: '户口簿 the household booklet',
          wayOut: expect.stringMatching(/^先到派出所上户/),
        },
      ],
    },
  ]);
});
