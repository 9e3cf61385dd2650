import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';

import { openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-09-18')) + 9 * 3_600_000;
const coordinator = 'u_coordinator_1';
const table = '乡镇(街道),目标任务数(人)\n西测,160\n东测,240\n合计,399\n';
const heads = '身份证号,姓名,乡镇代码,村代码,组,类别';

let api: ScratchApi;
beforeAll(async () => {
  api = await scratchApi();
  await api.given(openedCampaign(AT));
});
afterAll(() => api.drop());

const taskOf = (nth: number) => {
  const { people, villages } = api.county.townships[nth]!;
  return { people, villages: villages.map(({ code, name, people: task }) => ({ code, name, people: task })) };
};

describe('R-802 the task table', () => {
  test.each([
    [
      'without its column of tasks',
      table.replace('目标任务数(人)', '任务'),
      { type: '/problems/file/missing-column', field: '目标任务数(人)' },
    ],
    ['without its total', table.replace('合计,399\n', ''), { type: '/problems/task-table/total-missing' }],
    ['with a task in words', table.replace('240', '二百'), { type: '/problems/task-table/task-not-a-number', row: 2 }],
    [
      'with a township of another county',
      table.replace('东测', '上测'),
      { type: '/problems/task/bad-rows', field: 'csv' },
    ],
  ])('%s is refused', async (_, csv, problem) => {
    expect((await api.post(coordinator, '/api/task-table', { csv })).body).toMatchObject(problem);
  });

  test('is taken with the difference between its total and its rows, joined by name, and used once it is confirmed', async () => {
    const { body } = await api.post(coordinator, '/api/task-table', { csv: table });
    expect(body).toMatchObject({ printedTotal: 399, rowSum: 400, difference: 1 });
    const early = await api.post(coordinator, '/api/townships/101/task', taskOf(0));
    expect(early.body).toMatchObject({ type: '/problems/task/table-not-confirmed' });
    await api.post(coordinator, '/api/task-table/confirm', { reason: '合计少印一人' });
    expect((await api.get('u_auditor_1', '/api/task-table')).body['imported']).toMatchObject({
      rows: [{ code: '102' }, { code: '101' }],
      isConfirmed: true,
      reason: '合计少印一人',
    });
  });

  test('R-801 the villages of a township add up to its task', async () => {
    const task = taskOf(0);
    const wrong = await api.post(coordinator, '/api/townships/101/task', { ...task, people: task.people + 1 });
    expect(wrong.body).toMatchObject({ type: '/problems/task/sum-differs', field: 'villages' });
    expect((await api.post(coordinator, '/api/townships/101/task', task)).status).toBe(200);
    expect((await api.post(coordinator, '/api/townships/102/task', taskOf(1))).status).toBe(200);
    expect((await api.post(coordinator, '/api/townships/199/task', task)).status).toBe(404);
  });
});

test('R-402 a book goes to an agent of the township, and no number to two books', async () => {
  const [agent] = api.county.townships[0]!.villages[0]!.agents;
  const book = { agent: agent!.agent, ...agent!.book };
  const issue = (change: object, account = 'u_tax_101') =>
    api.post(account, '/api/townships/101/books', { ...book, ...change });
  expect((await issue({ agent: '102-01-1' })).body).toMatchObject({ type: '/problems/receipt-book/agent-unknown' });
  expect((await issue({ series: 'XX2020' })).body).toMatchObject({ type: '/problems/receipt-book/other-series' });
  expect((await issue({})).status).toBe(200);
  expect((await issue({ from: book.to, to: book.to + 10 })).body).toMatchObject({
    type: '/problems/receipt-book/range-taken',
  });
  expect((await issue({ from: book.to + 1, to: book.to + 50 })).status).toBe(200);
});

test('R-308 training names every agent of the township and nobody else', async () => {
  const agents = api.county.townships[0]!.villages.flatMap((village) => village.agents.map(({ agent }) => agent));
  const confirm = (list: readonly string[], trainedOn = '2019-09-18') =>
    api.post('u_office_101', '/api/townships/101/training', { agents: list, trainedOn });
  expect((await confirm(agents.slice(1))).body).toMatchObject({ type: '/problems/preparation/untrained' });
  expect((await confirm([...agents, '102-01-1'])).body).toMatchObject({ type: '/problems/preparation/strangers' });
  expect((await confirm(agents, '2019-09-19')).body).toMatchObject({ type: '/problems/preparation/in-the-future' });
  expect((await confirm(agents)).status).toBe(200);
  const { body } = await api.get('u_office_101', '/api/townships/101/gate?phase=mobilize');
  expect((body['items'] as readonly { readonly kind: string }[]).map(({ kind }) => kind)).not.toContain(
    'agents-not-trained',
  );
});

describe('R-505 a sponsor list', () => {
  const department = 'u_sponsor_poverty_office';
  const rows = () => {
    const people = api.county.townships.flatMap((township) =>
      [...madeUpPeople(api.county, township)].map((person) => ({ ...person, township: township.code })),
    );
    return people
      .filter(({ sponsored }) => sponsored?.department === 'poverty-office')
      .map(({ idNumber, name, township, village, group }) => [
        idNumber,
        name,
        township,
        village,
        group,
        'registered-poor',
      ]);
  };
  const submit = (list: readonly (readonly string[])[]) =>
    api.post(department, '/api/sponsor-lists', { csv: [heads, ...list.map((row) => row.join(','))].join('\n') });

  test('with one wrong row goes back whole, naming the row and none of its values', async () => {
    const [first, ...rest] = rows();
    const wrong = first![0]!.slice(0, 17) + (first![0]![17] === '1' ? '2' : '1');
    const { body } = await submit([...rest, [wrong, ...first!.slice(1)]]);
    expect(body).toMatchObject({
      type: '/problems/sponsor/returned-whole',
      items: [{ kind: 'wrong-row', count: rest.length + 1 }],
    });
    expect(JSON.stringify(body)).not.toContain(wrong.slice(0, 14));
    expect(JSON.stringify(body)).not.toContain(first![1]);
  });

  test.each([
    ['a category of another department', 5, 'destitute', '类别'],
    ['a village that is not there', 3, '77', '村代码'],
  ])('with %s goes back too', async (_, column, value, named) => {
    const [first] = rows();
    const { body } = await submit([first!.with(column, value)]);
    expect(body).toMatchObject({ items: [{ count: 1, detail: expect.stringContaining(named) }] });
  });

  test('right, is taken whole; the same list again changes nothing, and categories stand in no event', async () => {
    const list = rows();
    const taken = await submit(list);
    expect(taken.body).toMatchObject({ people: list.length });
    expect((await submit(list)).body['position']).toBe(taken.body['position']);
    expect((await api.get(department, '/api/sponsor-lists')).body['lists']).toMatchObject([
      { department: 'poverty-office', version: 1, people: list.length },
    ]);
    const { rows: found } = await api.parts.log.pool.query<{ text: string }>(
      `select string_agg(convert_from(leaf, 'UTF8'), ' ') as text from event`,
    );
    expect(found[0]!.text).toContain('PersonListed');
    expect(found[0]!.text).not.toContain('registered-poor');
    expect(found[0]!.text).not.toContain(list[0]![0]);
  });
});

describe('R-901 a posting', () => {
  const village = 'u_committee_101_01';
  const path = '/api/villages/101/01';
  test('is not put up before its time, nor for another village', async () => {
    const posting = { photoSha256: 'a'.repeat(64), postedOn: '2019-09-18' };
    expect((await api.post(village, `${path}/posting`, posting)).body).toMatchObject({
      type: '/problems/publicity/too-early',
    });
    expect((await api.post('u_committee_102_01', `${path}/posting`, posting)).status).toBe(404);
    expect((await api.post('u_office_101', '/api/villages/101/88/posting', posting)).status).toBe(404);
  });
});

describe('R-1002 as of a position', () => {
  const at = (position: number) => api.get(coordinator, `/api/task-table?at=${position}`);

  test('the same question is answered as it stood then, and many who ask at once share one building', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => at(2)));
    for (const { status, body } of answers) {
      expect([status, body['imported'], body['setTotal']]).toStrictEqual([200, null, 0]);
    }
    expect((await at(3)).body['imported']).toMatchObject({ rowSum: 400, isConfirmed: false });
    const { rows } = await api.parts.log.pool.query('select position::int from reading.as_of order by position');
    expect(rows).toStrictEqual([{ position: 2 }, { position: 3 }]);
  });

  test('before the campaign there is none, and beyond the log’s end there is nothing', async () => {
    expect((await at(0)).body).toMatchObject({ type: '/problems/campaign/not-open' });
    expect((await at(1_000_000)).body).toMatchObject({ type: '/problems/reading/not-so-far', field: 'at' });
  });
});

test('with the engine away the process page says so, and every other page is there', async () => {
  expect((await api.get(coordinator, '/api/process')).body).toMatchObject({
    status: 503,
    type: '/problems/engine/away',
  });
  for (const path of ['/api/campaign', '/api/campaign/overview', '/api/townships', '/api/bank', '/api/postings']) {
    expect([path, (await api.get(coordinator, path)).status]).toStrictEqual([path, 200]);
  }
});
