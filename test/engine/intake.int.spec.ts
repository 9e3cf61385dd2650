import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { madeUpIdNumber } from '@canbao/domain/rehearsal/made-up-people';
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import { type BatchBench, batchBench } from './batch-bench.ts';

const pack = parsePolicyPack(testPack);
if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
const campaign = '419998-2020-i';
const region = '419998';
const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');
const clock = { planStartAt: on('2019-09-22'), realStartAt: 0, speed: 1, holdAt: on('2019-09-22'), heldBy: null };
const heads = '身份证号,姓名,村民小组,收据号,金额(元),收款日期';
const receipt = (n: number): string => `TC2020-${String(n).padStart(8, '0')}`;
const row = (person: number, n: number): string =>
  `${madeUpIdNumber(7, person)},测试${person},一组,${receipt(n)},250,2019-09-21`;
const fileOf = (...rows: readonly string[]): Buffer => Buffer.from([heads, ...rows].join('\r\n'));

let bench: BatchBench;
beforeAll(async () => {
  bench = await batchBench(campaign);
  const opening = {
    ...{ pack: { id: pack.id, hash: 'f' }, title: pack.title, region, coverageYear: 2020, isRehearsal: true, clock },
    ...planOfPack(pack),
    townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
  };
  await bench.say(`campaign-${campaign}`, region, { type: 'CampaignOpened', data: opening });
  await bench.say('township-101', `${region}/101`, { type: 'TownshipPhaseOpened', data: { phase: 'collect' } });
  const books = [
    ['101-1', '101-01-1', 1, 5_000],
    ['101-2', '101-02-1', 5_001, 6_000],
    ['102-1', '102-01-1', 6_001, 7_000],
  ] as const;
  for (const [book, agent, from, to] of books) {
    const [township, village] = agent.split('-');
    const data = { book, agent, series: 'TC2020', from, to };
    await bench.say(`book-${book}`, `${region}/${township}/${village}`, { type: 'ReceiptBookIssued', data });
  }
}, 90_000);
afterAll(() => bench.close(), 60_000);

type Sent = { readonly intake: string; readonly agent: string | null; readonly unit: string };

async function send({ intake, agent, unit }: Sent, file: Buffer): Promise<void> {
  await bench.vault.keepFile(campaign, intake, file);
  await bench.say(`intake-${intake}`, unit, { type: 'FileReceived', data: { intake, agent, sha256: intake } });
}

/** Sends a file and takes it to its end; answers what it came to. */
async function take(sent: Sent, file: Buffer) {
  await send(sent, file);
  const asked = { campaign, intake: sent.intake, unit: sent.unit, actor: 'u_1' };
  while (!(await bench.intake.takeChunk(asked)).isEnd);
  const { total, taken, refused, skipped } = (await bench.events('FileTaken')).at(-1)!.data;
  return { total, taken, refused, skipped };
}

const village = { agent: '101-01-1', unit: `${region}/101/01` };
const refusedRows = async () =>
  (await bench.events('RowsTaken')).flatMap(
    ({ data }) => data['refused'] as readonly { row: number; column: string }[],
  );

test('R-403 the same payments in another file and order are had before; nobody is doubled', async () => {
  const rows = [row(1, 1), row(2, 2), row(3, 3)];
  expect(await take({ intake: 'first', ...village }, fileOf(...rows))).toStrictEqual({
    ...{ total: 3, taken: 3, refused: 0, skipped: 0 },
  });
  const again = fileOf(...rows.toReversed(), row(4, 4));
  expect(await take({ intake: 'again', ...village }, again)).toStrictEqual({
    ...{ total: 4, taken: 1, refused: 0, skipped: 3 },
  });
  expect(await bench.events('PersonRegistered')).toHaveLength(4);
});

test('R-402 a receipt that was written for somebody else is refused, not skipped', async () => {
  expect(await take({ intake: 'used', ...village }, fileOf(row(5, 1), row(5, 5)))).toStrictEqual({
    ...{ total: 2, taken: 1, refused: 1, skipped: 0 },
  });
  expect((await refusedRows()).at(-1)).toMatchObject({ column: '收据号' });
});

test('R-403 a row of the template under another receipt is no second payment: it is a correction', async () => {
  const keyed = (n: number) => Buffer.from(`${heads},行标识\r\n${row(21, n)},101-01-1-k1`);
  expect(await take({ intake: 'keyed', ...village }, keyed(21))).toMatchObject({ taken: 1 });
  expect(await take({ intake: 'changed', ...village }, keyed(22))).toMatchObject({ taken: 0, refused: 1 });
  expect((await refusedRows()).at(-1)).toMatchObject({ row: 2, remedy: '原登记请走更正；新的缴费另起一行' });
});

test('R-402 R-403 in an office’s file each row goes to the agent whose book holds its receipt', async () => {
  const sent = { intake: 'office', agent: null, unit: `${region}/101` };
  const file = fileOf(row(11, 11), row(12, 5_001), row(13, 6_001));
  expect(await take(sent, file)).toStrictEqual({ total: 3, taken: 2, refused: 1, skipped: 0 });
  const [first, second] = (await bench.events('PersonRegistered')).slice(-2);
  expect([first, second].map((event) => [event!.data['agent'], event!.unit]).sort()).toStrictEqual([
    ['101-01-1', `${region}/101/01`],
    ['101-02-1', `${region}/101/02`],
  ]);
  // The book of the third is another township's.
  expect((await refusedRows()).at(-1)).toMatchObject({ column: '收据号' });
});

test('R-403 two workers at the same pages, and one that goes on behind another: every row once', async () => {
  const many = Array.from({ length: 2_400 }, (_, n) => (n % 100 === 7 ? row(100 + n, 0) : row(100 + n, 100 + n)));
  const sent = { intake: 'many', ...village };
  await send(sent, fileOf(...many));
  const asked = { campaign, intake: 'many', unit: sent.unit, actor: 'u_1' };
  const chunk = async (): Promise<boolean> =>
    bench.intake.takeChunk(asked).then(
      ({ isEnd }) => isEnd,
      () => false,
    );
  for (let ends = [false]; !ends.every(Boolean);) ends = await Promise.all([chunk(), chunk()]);
  expect((await bench.events('FileTaken')).at(-1)!.data).toMatchObject({
    ...{ total: 2_400, taken: 2_376, refused: 24, skipped: 0 },
  });
  const pages = (await bench.events('RowsTaken')).filter(({ data }) => data['intake'] === 'many');
  expect(new Set(pages.map(({ data }) => data['page']))).toStrictEqual(new Set([0, 1, 2]));
  expect((await bench.events('PersonRegistered')).filter(({ data }) => data['file'] === 'many')).toHaveLength(2_376);
}, 120_000);
