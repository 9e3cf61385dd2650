import { checkDigitOf } from '@canbao/domain/id-number';
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';
import { proposedSlipCode } from '@canbao/domain/slip-code';

import { type BatchBench, batchBench } from './batch-bench.ts';

const pack = parsePolicyPack(testPack);
if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
const campaign = '419998-2020-b';
const region = '419998';
const township = '101';
const agent = '101-01-1';
const unit = `${region}/${township}/01`;
const premiumFen = 25_000;
const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');
const clock = { planStartAt: on('2019-09-22'), realStartAt: 0, speed: 1, holdAt: on('2019-09-22'), heldBy: null };
const of = (planAt: number) => ({ campaign, region, township, planAt });

const idNumber = (n: number): string => {
  const first17 = `4199991985030${String(n).padStart(4, '0')}`;
  return first17 + checkDigitOf(first17);
};
const payer = (n: number) => ({ idNumber: idNumber(2010 + n), name: `测试${'甲乙丙丁戊己'[n]!}` });
const wrongDigit = idNumber(2019).slice(0, 17) + (idNumber(2019).endsWith('1') ? '2' : '1');
const receipt = (n: number): string => `TC2020-${String(n).padStart(8, '0')}`;
const row = (id: string, name: string, n: number, group = '一组') =>
  `${id},${name},${group},${receipt(n)},250,2019-09-21`;

/** Five people; one of them twice, one with a wrong digit, one row without a receipt number. */
const csv = [
  '身份证号,姓名,村民小组,收据号,金额(元),收款日期',
  ...[0, 1, 2, 3, 4].map((n) => row(payer(n).idNumber, payer(n).name, n + 1)),
  row(payer(0).idNumber, payer(0).name, 6),
  row(wrongDigit, '测试庚', 7),
  `${idNumber(2018)},测试辛,一组,,250,2019-09-21`,
].join('\r\n');
const intake = '00112233445566ff';

let bench: BatchBench;
beforeAll(async () => {
  bench = await batchBench(campaign);
  const { say } = bench;
  const opening = {
    ...{ pack: { id: pack.id, hash: 'f' }, title: pack.title, region, coverageYear: 2020, isRehearsal: true, clock },
    ...planOfPack(pack),
    townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
  };
  await say(`campaign-${campaign}`, region, { type: 'CampaignOpened', data: opening });
  for (const phase of ['collect', 'screen', 'enroll'] as const) {
    await say(`township-${township}`, `${region}/${township}`, { type: 'TownshipPhaseOpened', data: { phase } });
  }
  const book = { book: '101-1', agent, series: 'TC2020', from: 1, to: 50 };
  await say('book-101-1', `${region}/${township}`, { type: 'ReceiptBookIssued', data: book });
  await bench.bank.openAccount({ campaign, region, account: township, planAt: on('2019-09-16') });
}, 90_000);
afterAll(() => bench.close(), 60_000);

const counts = async () => {
  const byType: Record<string, number> = {};
  for (const { type } of await bench.events()) byType[type] = (byType[type] ?? 0) + 1;
  return byType;
};

test('R-403 K2 a village file is taken once, whoever takes its page; bad rows are named and nobody is half-taken', async () => {
  await bench.vault.keepFile(campaign, intake, Buffer.from(csv));
  await bench.say(`intake-${intake}`, unit, { type: 'FileReceived', data: { intake, agent, sha256: 'f'.repeat(64) } });
  const asked = { campaign, intake, unit, actor: 'u_agent' };
  const twice = await Promise.allSettled([bench.intake.takeChunk(asked), bench.intake.takeChunk(asked)]);
  expect(twice.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await bench.intake.takeChunk(asked)).toMatchObject({ isEnd: true });

  const [taken] = await bench.events('FileTaken');
  expect(taken?.data).toStrictEqual({ intake, total: 8, taken: 7, refused: 1, skipped: 0 });
  expect(await counts()).toMatchObject({ PersonRegistered: 7, RowsTaken: 1, FileTaken: 1 });
  const [rows] = await bench.events('RowsTaken');
  expect(rows?.data['refused']).toMatchObject([{ row: 9, column: '收据号' }]);
  // It is kept for its sender, who may fetch it with the reasons.
  expect(await bench.vault.openFile(campaign, intake)).not.toBeNull();
}, 60_000);

test('R-404 R-405 both screenings give one verdict a row, page by page', async () => {
  const run = { ...of(on('2019-10-02')), round: 1 } as const;
  await bench.screening.startScreening({ ...run, stage: 'health-centre' });
  const page = { ...run, stage: 'health-centre', page: 0, after: null } as const;
  expect(await bench.screening.screenPage(page)).toMatchObject({ isEnd: true, isFresh: true });
  expect(await bench.screening.screenPage(page)).toMatchObject({ isEnd: false, isFresh: false });
  await bench.screening.finishScreening({ ...run, stage: 'health-centre', pass: 1 });
  expect((await bench.events('RegistrationReturned')).map(({ data }) => data['reasons'])).toStrictEqual([
    ['id-check-digit'],
  ]);

  const known = { isEmployeeInsured: false, isInsuredElsewhere: false };
  const rows = [0, 1, 2, 3, 4].map((n) => ({ ...payer(n), ...known, isDeceased: n === 4 }));
  await post('/sandbox/population/rows', { rows });
  await bench.say(`township-${township}`, `${region}/${township}`, {
    type: 'RoundHandedOver',
    data: { round: 1, people: 6 },
  });
  await bench.screening.screenPage({ ...run, stage: 'tax', page: 0, after: null });
  const returned = (await bench.events('RegistrationReturned')).flatMap(({ data }) =>
    data['stage'] === 'tax' ? [data['reasons']] : [],
  );
  expect(returned.sort()).toStrictEqual([['deceased'], ['duplicate-in-county']]);
  // in round 2 the register is asked about everybody again.
  await bench.screening.screenPage({ ...run, round: 2, stage: 'tax', page: 0, after: null });
  expect(await counts()).toMatchObject({ RegistrationPassed: 6 + 4 + 4, RegistrationReturned: 1 + 2 });
}, 60_000);

test('R-604 a deposit is matched by its slip code, statement and match in one append', async () => {
  const registrations = (await bench.events('PersonRegistered')).map(({ stream }) =>
    stream.slice('registration-'.length),
  );
  const code = proposedSlipCode(agent, 1);
  const bag = { code, agent, account: township, people: 7, registrations, firstReceiptAt: on('2019-09-21') };
  await bench.say(`bag-${code}`, unit, { type: 'BagClosed', data: bag }, 7 * premiumFen);
  await post(
    '/bank/counter/deposits',
    {
      account: township,
      amountFen: 7 * premiumFen,
      remark: `东测-一村-王建国-${code}`,
      depositor: agent,
      paidAt: on('2019-09-23'),
    },
    on('2019-09-23'),
  );
  const asked = { campaign, region, account: township, afterNumber: 0, planAt: on('2019-09-24') };
  const taken = await bench.bank.takeStatement(asked);
  expect(await bench.bank.takeStatement(asked)).toStrictEqual(taken);
  expect(await counts()).toMatchObject({ StatementTaken: 1, BankLineRecorded: 1, DepositMatched: 1 });
}, 60_000);

test('R-605 R-407 K8 pages are enrolled, certified and entered once, also when nobody heard the answer', async () => {
  const planAt = on('2019-10-12');
  expect(await bench.enrolment.sendHandover(of(planAt))).toMatchObject({ pages: 1 });
  expect(await bench.enrolment.sendHandover(of(planAt))).toMatchObject({ pages: 1 });
  await bench.enrolment.acceptHandover({ ...of(planAt), commandId: 'accept', actor: 'u_bureau' });
  const page = { ...of(planAt), page: 0 };
  for (let time = 0; time < 2; time++) await bench.bureau.pushPage(page);
  for (let time = 0; time < 2; time++) await bench.tax.certifyPage(page);
  expect(await counts()).toMatchObject({ HandoverSent: 1, RegistrationEnrolled: 4, CertificateIssued: 4 });

  await bench.outside.goAway();
  await expect(bench.tax.enterPage(page)).rejects.toMatchObject({ type: 'Unknown' });
  expect(await counts()).toMatchObject({ TreasuryEntryOrdered: 1 });
  expect(await bench.events('TreasuryEntered')).toStrictEqual([]);
  await bench.outside.comeBack();
  for (let time = 0; time < 2; time++) await bench.tax.enterPage(page);
  expect(await counts()).toMatchObject({ TreasuryEntryOrdered: 1, TreasuryEntered: 1, PremiumEntered: 4 });
  expect((await bench.events('TreasuryEntered')).map(({ amountFen }) => amountFen)).toStrictEqual([4 * premiumFen]);
}, 60_000);

test('R-607 whoever is left behind is named once, with the reason that lasts', async () => {
  const planAt = on('2019-10-20');
  const first = await bench.enrolment.leavePage({ ...of(planAt), page: 0, after: null });
  expect(first.isEnd).toBe(true);
  await bench.enrolment.leavePage({ ...of(planAt), page: 0, after: null });
  const kinds = (await bench.events('LeftoverFound')).map(({ data }) => data['kind']).sort();
  expect(kinds).toStrictEqual(['deceased', 'duplicate', 'wrong-information']);
  await bench.enrolment.finishEnrolment(of(planAt));
  expect((await bench.events('EnrolmentFinished'))[0]?.data).toMatchObject({ enrolled: 4, refused: 0 });
}, 60_000);

test('R-1004 I12 nothing of a payer is in the log', async () => {
  const text = JSON.stringify(await bench.events());
  for (const n of [0, 1, 2, 3, 4]) {
    expect(text).not.toContain(payer(n).idNumber);
    expect(text).not.toContain(payer(n).name);
  }
  expect(text).not.toContain('王建国');
});

async function post(path: string, body: unknown, planAt = on('2019-09-22')): Promise<void> {
  const response = await fetch(new URL(path, bench.outside.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-plan-at': String(planAt), 'idempotency-key': `test-${path}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
