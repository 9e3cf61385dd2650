import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';

import { type Answer, openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-10-02')) + 9 * 3_600_000;
const region = '419998';
const reason = '经核对身份证复印件，系两人，其中一人号码录错';

let api: ScratchApi;
let payers: readonly { readonly idNumber: string; readonly name: string; readonly group: string }[];
const registrations = new Map<string, string>();

/** `agent` = `101-01-1`; the n-th receipt of the agent's own book. */
async function register(agent: string, nth: number, payer: number, name = payers[payer]!.name): Promise<string> {
  const township = api.county.townships.find(({ code }) => agent.startsWith(code))!;
  const { book } = township.villages.flatMap(({ agents }) => agents).find((one) => one.agent === agent)!;
  const receipt = `${book.series}-${String(book.from + nth - 1).padStart(8, '0')}`;
  const { idNumber, group } = payers[payer]!;
  const answer = await api.post(`u_agent_${agent.replaceAll('-', '_')}`, '/api/agent/registrations', {
    ...{ idNumber, name, group, receipt, amountFen: 25_000 },
  });
  expect(answer.body).toMatchObject({ registration: expect.any(String) });
  registrations.set(receipt, String(answer.body['registration']));
  return String(answer.body['registration']);
}

let acrossTownships: readonly [earlier: string, later: string];
let twoNames: readonly [earlier: string, later: string];
beforeAll(async () => {
  api = await scratchApi();
  payers = [...madeUpPeople(api.county, api.county.townships[0]!)].filter(({ sponsored }) => !sponsored);
  await api.given([
    ...openedCampaign(AT),
    ...api.county.townships.flatMap(({ code, villages }) => [
      ...(['collect', 'screen'] as const).map((phase) => ({
        stream: `township-${code}`,
        unit: `${region}/${code}`,
        at: AT,
        event: { type: 'TownshipPhaseOpened' as const, data: { phase } },
      })),
      ...villages.map(({ code: village, agents: [first] }) => ({
        stream: `book-${code}-${village}`,
        unit: `${region}/${code}/${village}`,
        at: AT,
        event: {
          type: 'ReceiptBookIssued' as const,
          data: { book: `${code}-${village}`, agent: first!.agent, ...first!.book },
        },
      })),
    ]),
  ]);
  acrossTownships = [await register('101-01-1', 1, 0), await register('102-01-1', 1, 0)];
  twoNames = [await register('101-01-1', 2, 1), await register('101-02-1', 1, 1, '王㐂')];
}, 60_000);
afterAll(() => api.drop());

const queue = (account: string, township: string, more = '') =>
  api.get(account, `/api/townships/${township}/duplicates${more}`);
const path = ([earlier, later]: readonly [string, string]) => `/api/duplicates/${later}/${earlier}`;
const look = (account: string, pair: readonly [string, string], more = '') => api.get(account, `${path(pair)}${more}`);
const judge = (account: string, pair: readonly [string, string], body: object) =>
  api.post(account, `${path(pair)}/verdict`, { verdict: 'not-a-duplicate', reason, ...body });
const fingerprintOf = async (pair: readonly [string, string]) =>
  String((await look('u_tax_101', pair)).body['fingerprint']);
const openOf = ({ body }: Answer) =>
  (body['kinds'] as readonly { readonly kind: string; readonly open: number }[])
    .filter(({ open }) => open > 0)
    .map(({ kind, open }) => `${kind} ${open}`);

test('R-405 the queue counts every kind, in the township of either record', async () => {
  const mine = await queue('u_tax_101', '101');
  expect(openOf(mine)).toStrictEqual(['two-villages 2']);
  expect(openOf(await queue('u_tax_102', '102'))).toStrictEqual(['two-villages 1']);
  expect(mine.body).toMatchObject({ total: 2, page: 0, pairs: [{ state: 'open' }, { state: 'open' }] });
  expect((await queue('u_tax_101', '101', '?kind=two-names')).body).toMatchObject({ total: 0, pairs: [] });
  expect((await queue('u_tax_101', '101', '?page=1')).body).toMatchObject({ total: 2, pairs: [] });
});

test('R-405 both records stand side by side, each with its own name; of the number no more than four digits', async () => {
  const { body } = await look('u_tax_101', twoNames);
  const lastFour = `＊＊＊＊${payers[1]!.idNumber.slice(-4)}`;
  expect(body).toMatchObject({
    kind: 'two-villages',
    later: { name: '王㐂', idNumber: lastFour, agent: '101-02-1', source: 'single', townshipName: '东测' },
    earlier: { name: payers[1]!.name, idNumber: lastFour, agent: '101-01-1', recordedAt: AT },
    names: 'other',
    digitsApart: [],
    mayJudge: true,
    verdict: null,
  });
  expect(body['differs']).toStrictEqual(expect.arrayContaining(['village', 'agent', 'name', 'receipt']));
  expect(body['differs']).not.toContain('idNumber');
  expect(JSON.stringify([body, (await queue('u_tax_101', '101')).body])).not.toContain(
    payers[1]!.idNumber.slice(0, 14),
  );
});

test('R-202 the county and auditors compare without names; every look of a tax branch is in the access log', async () => {
  for (const account of ['u_coordinator_1', 'u_auditor_1']) {
    const { body } = await look(account, twoNames);
    expect(body).toMatchObject({
      later: { name: '＊＊＊', idNumber: '＊＊＊' },
      names: 'hidden',
      digitsApart: [],
      mayJudge: false,
    });
  }
  const logged = await accessesOf('u_tax_101');
  await look('u_tax_101', twoNames);
  expect(await accessesOf('u_tax_101')).toBe(logged + 1);
  expect(await accessesOf('u_auditor_1')).toBe(0);
});

test('R-201 R-202 who is neither of the two branches finds nothing, and nobody else judges', async () => {
  const notFound = { status: 404, type: '/problems/access/not-found' };
  expect((await look('u_tax_102', twoNames)).body).toMatchObject(notFound);
  expect((await look('u_tax_102', [twoNames[0], '00000000-0000-7000-8000-000000000000'])).body).toMatchObject(notFound);
  expect((await look('u_tax_101', [twoNames[1], twoNames[0]])).body).toMatchObject(notFound);
  expect((await look('u_tax_101', [acrossTownships[0], twoNames[1]])).body).toMatchObject(notFound);
  expect((await api.get('u_tax_101', `/api/duplicates/x/${twoNames[0]}`)).body).toMatchObject(notFound);
  const fingerprint = await fingerprintOf(twoNames);
  expect((await judge('u_tax_102', twoNames, { fingerprint })).body).toMatchObject(notFound);
  expect((await queue('u_tax_102', '101')).body).toMatchObject(notFound);
  for (const account of ['u_coordinator_1', 'u_auditor_1', 'u_health_101', 'u_agent_101_01_1'])
    expect((await judge(account, twoNames, { fingerprint })).status).toBe(403);
  for (const account of ['u_health_101', 'u_agent_101_01_1']) expect((await look(account, twoNames)).status).toBe(403);
});

describe('R-405 a verdict', () => {
  test('needs a reason, and what was seen', async () => {
    const fingerprint = await fingerprintOf(acrossTownships);
    expect((await judge('u_tax_101', acrossTownships, { fingerprint, reason: '' })).body).toMatchObject({
      field: 'reason',
    });
    expect((await judge('u_tax_101', acrossTownships, { fingerprint: 'f'.repeat(64) })).body).toMatchObject({
      type: '/problems/duplicate/changed-meanwhile',
    });
    expect((await judge('u_tax_101', [acrossTownships[0], twoNames[0]], { fingerprint })).body).toMatchObject({
      type: '/problems/duplicate/no-pair',
    });
  });

  test('of either branch stands for both, once; another is refused', async () => {
    const fingerprint = await fingerprintOf(acrossTownships);
    expect((await judge('u_tax_102', acrossTownships, { fingerprint })).status).toBe(200);
    for (const [account, township] of [
      ['u_tax_101', '101'],
      ['u_tax_102', '102'],
    ] as const) {
      const { body } = await queue(account, township, '?state=not-a-duplicate');
      expect(body).toMatchObject({ total: 1, pairs: [{ registration: acrossTownships[1] }] });
    }
    expect((await judge('u_tax_101', acrossTownships, { fingerprint, verdict: 'duplicate' })).body).toMatchObject({
      type: '/problems/duplicate/already-judged',
    });
    expect((await look('u_auditor_1', acrossTownships)).body).toMatchObject({
      state: 'not-a-duplicate',
      verdict: { verdict: 'not-a-duplicate', reason, stands: true },
    });
  });

  test('stays whatever happens, and opens again when the name is corrected; as of before it stands as it stood', async () => {
    const [, later] = acrossTownships;
    const fact = { stream: `registration-${later}`, unit: `${region}/102/01`, at: AT };
    const returned = { round: 1, stage: 'tax', reasons: ['name-differs'] } as const;
    await api.given([
      { ...fact, event: { type: 'RegistrationPassed', data: { round: 1, stage: 'health-centre' } } },
      { ...fact, event: { type: 'RegistrationReturned', data: returned } },
      // The agent hears of it with the feedback.
      {
        ...{ stream: 'township-102', unit: `${region}/102`, at: AT },
        event: { type: 'FeedbackReturned', data: { round: 1, people: 1 } },
      },
    ]);
    const cleared = (await look('u_tax_101', acrossTownships)).body;
    expect(cleared).toMatchObject({ state: 'not-a-duplicate', verdict: { stands: true } });
    const position = (cleared['moment'] as { readonly position: number }).position;

    const corrected = await api.post('u_agent_102_01_1', `/api/agent/registrations/${later}/correct`, {
      name: '李四',
    });
    expect(corrected.status).toBe(200);
    expect((await look('u_tax_101', acrossTownships)).body).toMatchObject({
      state: 'open',
      mayJudge: true,
      later: { name: '李四', corrections: 1 },
      verdict: { verdict: 'not-a-duplicate', stands: false },
    });
    expect((await judge('u_tax_101', acrossTownships, { fingerprint: cleared['fingerprint'] })).body).toMatchObject({
      type: '/problems/duplicate/changed-meanwhile',
    });
    expect((await look('u_auditor_1', acrossTownships, `?at=${position}`)).body).toMatchObject({
      state: 'not-a-duplicate',
      verdict: { stands: true },
    });
    const fingerprint = await fingerprintOf(acrossTownships);
    expect((await judge('u_tax_101', acrossTownships, { fingerprint, verdict: 'duplicate' })).status).toBe(200);
    expect(openOf(await queue('u_tax_102', '102'))).toStrictEqual([]);
  });
});

test('R-506 cash and a sponsor’s list stand side by side, without the category', async () => {
  const person = { key: await keyOf(2) };
  const registration = await register('101-01-1', 3, 2);
  await api.given([
    {
      stream: 'sponsored-01a20cb2-ba26-7407-ae8f-5e8a45bfb5aa',
      unit: `${region}/102/01`,
      at: AT,
      person,
      event: { type: 'PersonListed', data: { department: 'civil-affairs', version: 1, line: 1 } },
    },
  ]);
  const { body } = await look('u_tax_102', ['civil-affairs', registration]);
  expect(body).toMatchObject({
    kind: 'sponsor-list',
    earlier: { source: 'list', departmentTitle: '县民政局', agent: null, receipt: null, townshipName: '西测' },
    later: { agent: '101-01-1' },
    mayJudge: true,
  });
  expect(openOf(await queue('u_tax_101', '101'))).toStrictEqual(['two-villages 1', 'sponsor-list 1']);
});

const keyOf = async (payer: number): Promise<string> => {
  const documents = [{ documentType: 'resident-id', number: payers[payer]!.idNumber }];
  const [key] = await api.parts.vault.identify(api.campaign, documents);
  return key!;
};
async function accessesOf(account: string): Promise<number> {
  const { rows } = await api.parts.log.pool.query<{ looks: number }>(
    'select count(*)::int as looks from vault.access_log where actor = $1',
    [account],
  );
  return rows[0]!.looks;
}
