import { createHash, randomUUID } from 'node:crypto';

import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';

import { type GivenFact, openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-09-21')) + 9 * 3_600_000;
const agent = 'u_agent_101_01_1';
const office = 'u_office_101';
const committee = 'u_committee_101_01';
const village = '419998/101/01';

let api: ScratchApi;
beforeAll(async () => {
  api = await scratchApi();
  await api.given(openedCampaign(AT));
});
afterAll(() => api.drop());

const csv = (name: string) =>
  Buffer.from(`身份证号,姓名,村民小组,收据号,金额(元),收款日期\n1,${name},一组,2,250,2019-09-21\n`);
const intakeOf = (file: Buffer) => createHash('sha256').update(file).digest('hex').slice(0, 16);

/** What the worker makes of a file with one good and one bad row. */
async function taken(file: Buffer, agentId: string | null, unit: string): Promise<string> {
  const intake = intakeOf(file);
  await api.parts.vault.keepFile(api.campaign, intake, file);
  const fact = (event: GivenFact['event']): GivenFact => ({ stream: `intake-${intake}`, unit, at: AT, event });
  const refused = [{ row: 2, column: '收据号', why: '收据号格式不对', remedy: '照收据抄写' }];
  await api.given([
    fact({ type: 'FileReceived', data: { intake, agent: agentId, sha256: intake } }),
    fact({ type: 'FileChecked', data: { intake, total: 1 } }),
    fact({ type: 'RowsTaken', data: { intake, page: 0, taken: 0, skipped: 0, refused } }),
    fact({ type: 'FileTaken', data: { intake, total: 1, taken: 0, skipped: 0, refused: 1 } }),
  ]);
  return intake;
}

test.each<[string, Buffer | object, object]>([
  ['nothing', Buffer.alloc(0), { status: 422, type: '/problems/file/empty', field: 'body' }],
  ['JSON', { csv: 'x' }, { status: 415, type: '/problems/request/not-a-file', field: 'Content-Type' }],
  ['more than 10 MB', Buffer.alloc(10_000_001, 65), { status: 413, type: '/problems/request/too-large' }],
  ['much more than 10 MB', Buffer.alloc(12_000_000, 65), { status: 413, detail: '最多 10 MB。 At most 10 MB.' }],
])('R-403 an upload of %s is refused in words', async (_, body, problem) => {
  expect((await api.post(agent, '/api/files', body)).body).toMatchObject(problem);
});

test('R-403 a file is received under its own digest, whoever sends it again is answered; another is refused', async () => {
  const file = csv('甲');
  const key = randomUUID();
  // No engine in this spec: the file is kept and recorded, its reading waits; the sender is told to send it again.
  expect((await api.post(agent, '/api/files', file, key)).body).toMatchObject({ type: '/problems/engine/away' });
  expect((await api.post(agent, '/api/files', csv('乙'), key)).body).toMatchObject({ status: 409 });
  expect((await api.post(office, '/api/files', file)).body).toMatchObject({ type: '/problems/file/of-another' });
  const { files } = (await api.get(agent, '/api/files')).body;
  expect(files).toMatchObject([{ intake: intakeOf(file), state: 'received', total: null, taken: 0 }]);
  expect(await api.parts.vault.openFile(api.campaign, intakeOf(file))).not.toBeNull();
});

test('R-403 the sender fetches the own file with its reasons; to everybody else it is not found', async () => {
  const intake = await taken(csv('丙'), '101-01-1', village);
  const path = `/api/files/${intake}`;
  const result = (await api.get(agent, path)).body;
  expect(result).toMatchObject({ state: 'taken', total: 1, taken: 0, refused: 1, skipped: 0 });
  expect(result['rows']).toStrictEqual([{ row: 2, column: '收据号', why: '收据号格式不对', remedy: '照收据抄写' }]);
  expect(Date.parse(String(result['returnedUntil']))).toBeGreaterThan(Date.now());
  const returned = await api.get(agent, `${path}/returned`);
  expect(returned.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' });
  expect(String(returned.headers['content-disposition'])).toMatch(/^attachment; /);
  expect(String(returned.body['text'])).toContain('丙');
  expect(String(returned.body['text'])).toContain('照收据抄写');
  for (const stranger of [office, committee, 'u_agent_101_02_1'])
    for (const asked of [path, `${path}/returned`]) expect((await api.get(stranger, asked)).status).toBe(404);
});

test('R-403 an office sees the files of exactly its unit', async () => {
  const intake = await taken(csv('丁'), null, '419998/101');
  expect((await api.get(office, `/api/files/${intake}`)).status).toBe(200);
  expect((await api.get('u_health_101', `/api/files/${intake}`)).status).toBe(200);
  for (const stranger of [agent, committee, 'u_office_102'])
    expect((await api.get(stranger, `/api/files/${intake}`)).status).toBe(404);
});

test('R-1004 when its time is over the returned file is gone, and says so', async () => {
  const intake = await taken(csv('戊'), '101-01-1', village);
  await api.asOwner(`update vault.upload set kept_at = now() - interval '31 days' where id = '${intake}'`);
  expect((await api.get(agent, `/api/files/${intake}`)).body).toMatchObject({ returnedUntil: null });
  expect((await api.get(agent, `/api/files/${intake}/returned`)).body).toMatchObject({
    status: 410,
    type: '/problems/file/returned-gone',
  });
  await api.post(agent, '/api/files', csv('己'));
  expect(await api.parts.vault.openFile(api.campaign, intake)).toBeNull();
});
