import permitsTest from '@canbao/domain/packs/permits-test.json' with { type: 'json' };
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import { madeUpIdNumber } from '@canbao/domain/rehearsal/made-up-people';
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import { needlesOf } from '../end-to-end/canary.ts';
import { columnsOf } from '../end-to-end/haystack.ts';
import { needleSearch } from '../end-to-end/needle-search.ts';
import { type BatchBench, batchBench } from './batch-bench.ts';

const pack = parsePolicyPack(permitsTest);
if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
const { region } = pack.units;
const campaign = `${region}-2020-w`;
const unit = `${region}/101/01`;
const agent = '101-01-1';
const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');
const clock = { planStartAt: on('2019-09-22'), realStartAt: 0, speed: 1, holdAt: on('2019-09-22'), heldBy: null };
const receipt = (n: number): string => `WJ2020-${String(n).padStart(8, '0')}`;
const payer = (n: number) => ({ idNumber: madeUpIdNumber(7, n), name: `测试${n}` });

let bench: BatchBench;
beforeAll(async () => {
  bench = await batchBench(campaign);
  const opening = {
    ...{ pack: { id: pack.id, hash: 'f' }, title: pack.title, region, coverageYear: 2020, isRehearsal: true, clock },
    ...planOfPack(pack),
    townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
  };
  await bench.say(`campaign-${campaign}`, region, { type: 'CampaignOpened', data: opening });
  for (const phase of ['collect', 'screen'] as const)
    await bench.say('township-101', `${region}/101`, { type: 'TownshipPhaseOpened', data: { phase } });
  const book = { book: '101-1', agent, series: 'WJ2020', from: 1, to: 50 };
  await bench.say('book-101-1', `${region}/101`, { type: 'ReceiptBookIssued', data: book });
}, 90_000);
afterAll(() => bench.close(), 60_000);

type Row = { readonly who: number; readonly number: number; readonly standing: string };

/** A file of such rows, standing as typed in the column; answers the rows that were refused. */
async function take(intake: string, rows: readonly Row[]): Promise<readonly Record<string, string | number>[]> {
  const lines = rows.map(({ who, number, standing }) => {
    const { idNumber, name } = payer(who);
    return `${idNumber},${name},一组,${receipt(number)},250,2019-09-21,${standing}`;
  });
  const file = ['身份证号,姓名,村民小组,收据号,金额(元),收款日期,参保身份', ...lines].join('\r\n');
  await bench.vault.keepFile(campaign, intake, Buffer.from(file));
  await bench.say(`intake-${intake}`, unit, { type: 'FileReceived', data: { intake, agent, sha256: intake } });
  while (!(await bench.intake.takeChunk({ campaign, intake, unit, actor: 'u_agent' })).isEnd);
  return (await bench.events('RowsTaken'))
    .filter(({ data }) => data['intake'] === intake)
    .flatMap(({ data }) => data['refused'] as readonly Record<string, string | number>[]);
}

test('R-408 a file says what a payer is by the title of a rule; who has to show proof is told to do it one by one', async () => {
  const standings = [
    ...['', '本县户籍居民', '外地户籍长期居住人员', '大中专院校学生', '没有户口', '一般居民', '应参加职工医保人员'],
  ];
  const refused = await take(
    'who',
    standings.map((standing, who) => ({ who, number: who + 1, standing })),
  );
  expect(refused.map(({ row, column }) => [row, column])).toStrictEqual(
    [4, 5, 6, 7, 8].map((row) => [row, '参保身份']),
  );
  expect(refused.map(({ remedy }) => remedy)).toStrictEqual([
    expect.stringContaining('凭证明逐个登记'),
    expect.stringContaining('学校'),
    expect.stringContaining('先到派出所上户'),
    expect.stringContaining('只能是：应参加职工医保人员、'),
    expect.stringContaining('由用人单位'),
  ]);
  expect(JSON.stringify(refused)).not.toContain(payer(2).idNumber);
  const taken = await bench.events('PersonRegistered');
  expect(taken.map(({ data, person }) => [data['line'], 'category' in person!]).sort()).toStrictEqual([
    [2, false],
    [3, false],
  ]);
}, 60_000);

test('R-405 R-408 whoever stands in no household comes back with a reason of their own', async () => {
  const known = { isDeceased: false, isEmployeeInsured: false, isInsuredElsewhere: false };
  const rows = [
    { ...payer(0), ...known, isInHousehold: false },
    { ...payer(1), ...known },
  ];
  const headers = { 'content-type': 'application/json' };
  const url = `${bench.outside.url}/sandbox/population/rows`;
  expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify({ rows }) })).status).toBe(200);
  const run = { campaign, region, township: '101', planAt: on('2019-10-02'), round: 1, page: 0, after: null } as const;
  await bench.screening.screenPage({ ...run, stage: 'health-centre' });
  await bench.screening.screenPage({ ...run, stage: 'tax' });
  expect((await bench.events('RegistrationReturned')).map(({ data }) => data['reasons'])).toStrictEqual([
    ['unregistered'],
  ]);
  expect((await bench.events('RegistrationPassed')).map(({ data }) => data['stage'])).toStrictEqual([
    ...['health-centre', 'health-centre', 'tax'],
  ]);
}, 60_000);

test('R-408 the rule that took a row is sealed; no table holds it, in no shape', async () => {
  const standing = '本县学校在校学生';
  // One of them stands in the page twice, as R-405 finds them: sealed one after the other.
  const rows = [
    ...[10, 11, 10].map((who, n) => ({ who, number: 21 + n, standing })),
    { who: 12, number: 24, standing: '' },
  ];
  expect(await take('rules', rows)).toStrictEqual([]);
  const taken = (await bench.events('PersonRegistered'))
    .filter(({ data }) => data['file'] === 'rules')
    .sort((a, b) => Number(a.data['line']) - Number(b.data['line']))
    .map(({ person }) => person!);
  const people = taken.map(({ key }) => key);
  const purpose = { actor: 'u_auditor_1', why: 'who may join', caseNumber: null };
  const sealed = await bench.vault.revealHistory(campaign, people, 'category', purpose);
  const pupil = { categories: ['pupil'] };
  const valuesOf = (key: string) =>
    sealed.get(key)?.map(({ commitment, value }) => ({ commitment, value: value.reveal() }));
  expect(people[2]).toBe(people[0]);
  expect(people.map(valuesOf)).toStrictEqual([
    [0, 2].map((n) => ({ commitment: taken[n]!.category, value: pupil })),
    [{ commitment: taken[1]!.category, value: pupil }],
    [0, 2].map((n) => ({ commitment: taken[n]!.category, value: pupil })),
    undefined,
  ]);
  await bench.caughtUp();
  const known = { name: 'what is known to be there', bytes: Buffer.from(people[0]!) };
  const look = needleSearch([...needlesOf({ kind: 'category', text: 'pupil' }), known]);
  const found: string[] = [];
  for await (const { place, bytes } of columnsOf(bench.ownerUrl))
    for (const name of look(bytes)) found.push(`${place}: ${name}`);
  expect(found.filter((one) => !one.endsWith(known.name))).toStrictEqual([]);
  expect(found).toContain(`public.event_1.leaf: ${known.name}`);
}, 60_000);
