import permitsTest from '@canbao/domain/packs/permits-test.json' with { type: 'json' };
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import { madeUpIdNumber } from '@canbao/domain/rehearsal/made-up-people';
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';

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

/** By standing as typed in the column; the receipt number is that of the row's place. */
async function take(...standings: readonly string[]): Promise<readonly Record<string, string | number>[]> {
  const rows = standings.map((standing, n) => {
    const { idNumber, name } = payer(n);
    return `${idNumber},${name},一组,${receipt(n + 1)},250,2019-09-21,${standing}`;
  });
  const file = ['身份证号,姓名,村民小组,收据号,金额(元),收款日期,人员类别', ...rows].join('\r\n');
  await bench.vault.keepFile(campaign, 'who', Buffer.from(file));
  await bench.say('intake-who', unit, { type: 'FileReceived', data: { intake: 'who', agent, sha256: 'who' } });
  while (!(await bench.intake.takeChunk({ campaign, intake: 'who', unit, actor: 'u_agent' })).isEnd);
  return (await bench.events('RowsTaken')).flatMap(
    ({ data }) => data['refused'] as readonly Record<string, string | number>[],
  );
}

test('R-408 a file says what a payer is by the title of a rule; who has to show proof is told to do it one by one', async () => {
  const refused = await take(
    '',
    '本县户籍居民',
    '外地户籍长期居住人员',
    '大中专院校学生',
    '没有户口',
    '一般居民',
    '应参加职工医保人员',
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
  expect(taken.map(({ data }) => [data['line'], 'standing' in data]).sort()).toStrictEqual([
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
