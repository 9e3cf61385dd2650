import { jest } from '@jest/globals';
import { openedCampaign, type GivenFact, type ScratchApi, scratchApi } from '@canbao/api/scratch-api';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { readStream } from '@canbao/event-log/read-stream';

import { uuid } from '../projections/story.ts';
import { type WorkerBeside, workerBesideApi } from './worker-beside-api.ts';

const patienceMs = 120_000;
jest.setTimeout(patienceMs);
const AT = startOf(shanghaiDate('2019-10-05')) + 9 * 3_600_000;
const region = '419998';

let api: ScratchApi;
let worker: WorkerBeside;
/** Township 102: its check is over, and somebody let a row pass that has no group. 101: nothing has been checked. */
beforeAll(async () => {
  api = await scratchApi({ engineAddress: process.env['TEMPORAL_ADDRESS'] ?? '' });
  await api.given([
    ...openedCampaign(AT),
    ...['101', '102'].flatMap((code) => [
      ...(['collect', 'screen'] as const).map((phase) =>
        fact(`township-${code}`, `${region}/${code}`, { type: 'TownshipPhaseOpened', data: { phase } }),
      ),
      fact(`account-${code}`, `${region}/${code}`, { type: 'AccountOpened', data: { account: code, tail: '4321' } }),
    ]),
    bookOf('101'),
    lackingRow('101', 3),
    ...passedAlthoughLacking('102'),
  ]);
  const [one, two] = [...madeUpPeople(api.county, api.county.townships[0]!)].filter(
    ({ village, sponsored }) => village === '01' && !sponsored,
  );
  for (const [nth, { idNumber, name, group }] of [one!, two!].entries()) {
    const receipt = `SC2020-${String(nth + 1).padStart(8, '0')}`;
    const body = { idNumber, name, group, receipt, amountFen: 25_000 };
    expect(await api.post('u_agent_101_01_1', '/api/agent/registrations', body)).toMatchObject({ status: 200 });
  }
  worker = await workerBesideApi(api);
}, patienceMs);
afterAll(async () => {
  await worker?.close();
  await api?.drop();
}, patienceMs);

const fact = (stream: string, unit: string, event: GivenFact['event']): GivenFact => ({ stream, unit, at: AT, event });
const bookOf = (township: string) =>
  fact(`book-${township}`, `${region}/${township}/01`, {
    type: 'ReceiptBookIssued',
    data: { book: `${township}-1`, agent: `${township}-01-1`, series: 'SC2020', from: 1, to: 100 },
  });

/** As it comes from a file: nobody's name or number is known, and the group is empty. */
const lackingRow = (township: string, nth: number): GivenFact => ({
  ...fact(`registration-${uuid(nth)}`, `${region}/${township}/01`, {
    type: 'PersonRegistered',
    data: {
      ...{ agent: `${township}-01-1`, receipt: `SC2020-${String(nth).padStart(8, '0')}`, group: '' },
      ...{ channel: 'agent', source: 'file', file: 'f', line: 2, receivedOn: '2019-10-04' },
    },
  }),
  ...{ person: { key: uuid(100 + nth) }, amountFen: 25_000 },
});

function passedAlthoughLacking(township: string): readonly GivenFact[] {
  const of = { round: 1, stage: 'health-centre' } as const;
  const [unit, screening] = [`${region}/${township}`, `screening-${township}-1`];
  return [
    lackingRow(township, 90),
    fact(`township-${township}`, unit, { type: 'FirstCheckStarted', data: { round: 1 } }),
    fact(screening, unit, { type: 'ScreeningStarted', data: of }),
    fact(screening, unit, { type: 'ScreeningFinished', data: { ...of, passed: 1, returned: 0 } }),
    fact(`registration-${uuid(90)}`, `${unit}/01`, { type: 'RegistrationPassed', data: of }),
  ];
}

const command = (township: string, name: string) =>
  api.post(`u_health_${township}`, `/api/townships/${township}/${name}`, { round: 1 });
const handedOver = async (township: string) =>
  (await readStream(api.parts.log, api.campaign, `township-${township}`)).filter(
    ({ type }) => type === 'RoundHandedOver',
  );

test('R-411 asked over HTTP: no list goes over before its check, while a row has no verdict, or with a row that lacks a field', async () => {
  await worker.work(['wf', 'act-ledger', 'act-bank']);
  expect((await command('101', 'hand-over')).body).toMatchObject({ type: '/problems/township/not-first-checked' });
  expect((await command('102', 'hand-over')).body).toMatchObject({
    ...{ status: 409, type: '/problems/township/key-field-missing' },
    detail: expect.stringContaining('1 条登记缺少关键信息'),
  });
  expect((await command('101', 'first-check')).status).toBe(200);
  // The check has begun, and nobody has a verdict yet.
  expect((await command('101', 'hand-over')).body).toMatchObject({
    ...{ status: 409, type: '/problems/township/not-whole' },
    detail: expect.stringContaining('还有 3 条登记未检'),
  });
  expect([await handedOver('101'), await handedOver('102')]).toStrictEqual([[], []]);

  await worker.work(['act-batch']);
  await checkedBy('101');
  expect((await command('101', 'hand-over')).status).toBe(200);
  // The row that lacks its fields is with its agent, not on the list.
  expect((await handedOver('101')).map(({ data }) => data)).toStrictEqual([{ round: 1, people: 2 }]);
  const { body } = await api.get('u_health_101', '/api/townships/101/screening/rows');
  expect(body['rows']).toMatchObject([{ group: '', reasons: [{ reason: 'missing-field' }], isTold: true }]);
});

async function checkedBy(township: string): Promise<void> {
  for (let asked = 0; asked < 400; asked++) {
    const { body } = await api.get(`u_health_${township}`, `/api/townships/${township}/screening`);
    const [first] = body['rounds'] as readonly { readonly healthCentre: { readonly isFinished: boolean } }[];
    if (first?.healthCentre.isFinished) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the first check did not end');
}
