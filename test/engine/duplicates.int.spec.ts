import { readingOf } from '@canbao/activities/reading-of';
import type { DuplicateVerdict } from '@canbao/domain/duplicate/duplicate.events';
import { claimsOf } from '@canbao/domain/claims-of';
import { checkDigitOf } from '@canbao/domain/id-number';
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import { duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';

import { type BatchBench, batchBench } from './batch-bench.ts';
import type { SealedPayment } from './registered-payers.ts';

const pack = parsePolicyPack(testPack);
if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
const campaign = '419998-2020-d';
const region = '419998';
const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');
const clock = { planStartAt: on('2019-10-02'), realStartAt: 0, speed: 1, holdAt: on('2019-10-02'), heldBy: null };

const numberOf = (n: number): string => {
  const first17 = `41999919850301${String(n * 111).padStart(3, '0')}`;
  return first17 + checkDigitOf(first17);
};
const mistyped = (number: string, at: number, by = 1) =>
  number.slice(0, at) + String((Number(number[at]) + by) % 10) + number.slice(at + 1);
const exchanged = (number: string) => {
  const at = [...number].findIndex((digit, i) => i > 5 && digit !== number[i + 1]);
  return number.slice(0, at) + number[at + 1]! + number[at]! + number.slice(at + 2);
};
const old = (number: string) => number.slice(0, 6) + number.slice(8, 17);

let receipts = 0;
const pays = (township: string, village: string, idNumber: string, name: string): SealedPayment => ({
  idNumber,
  name,
  unit: `${region}/${township}/${village}`,
  receipt: `TC2020-${String((receipts += 1)).padStart(8, '0')}`,
});
const [one, two, three, four, five, six, seven] = [1, 2, 3, 4, 5, 6, 7].map(numberOf) as [
  ...[string, string, string, string, string, string, string],
];
const payments = [
  pays('101', '01', one, '测试甲'), // 0
  pays('101', '02', one, '测试甲'), // 1: one person, two villages
  pays('101', '01', two, '测试乙'), // 2
  pays('101', '02', two, '王㐂'), // 3: one number, two names
  pays('102', '01', three, '测试丙'), // 4
  pays('101', '01', mistyped(three, 8), '测试丙'), // 5: one digit apart, another township
  pays('101', '01', four, '阿依·古丽'), // 6
  pays('101', '02', exchanged(four), '阿依•古丽'), // 7: neighbours exchanged, another middle dot
  pays('102', '01', five, '测试戊'), // 8
  pays('101', '02', old(five), '测试戊'), // 9: an old number
  pays('101', '01', six, '测试己'), // 10
  pays('101', '02', mistyped(six, 9), '李四'), // 11: one digit apart, but two names
  pays('101', '01', mistyped(seven, 10), '测试庚'), // 12
  pays('101', '02', mistyped(seven, 10, 2), '测试庚'), // 13: one digit apart, both wrong
];

let bench: BatchBench;
let registrations: readonly string[];
beforeAll(async () => {
  bench = await batchBench(campaign);
  const opening = {
    ...{ pack: { id: pack.id, hash: 'f' }, title: pack.title, region, coverageYear: 2020, isRehearsal: true, clock },
    ...planOfPack(pack),
    townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
  };
  await bench.say(`campaign-${campaign}`, region, { type: 'CampaignOpened', data: opening });
  registrations = await bench.registered(payments);
}, 90_000);
afterAll(() => bench.close(), 60_000);

const run = { campaign, region, township: '101', round: 1, planAt: on('2019-10-02') } as const;
const page = { page: 0, after: null } as const;
const look = (township = '101', round: 1 | 2 = 1) =>
  bench.duplicates.findNearDuplicates({ ...run, township, round, after: null });
/** `later/earlier kind names`, by the numbers of the payments. */
const found = async () =>
  (await bench.events('NearDuplicateFound'))
    .map(({ data }) => {
      const number = (id: unknown) => registrations.indexOf(String(id));
      return `${number(data['registration'])}/${number(data['other'])} ${String(data['kind'])} ${String(data['names'])}`;
    })
    .sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
const pairOf = async (later: number, earlier: number) => {
  const key = { registration: registrations[later]!, other: registrations[earlier]! };
  const [pair] = await readingOf(bench.reading, campaign, (handle) => duplicateQuery.ofPairs(handle, [key]));
  return pair!;
};
async function judge(later: number, earlier: number, verdict: DuplicateVerdict): Promise<void> {
  const { registration, other, kind, fingerprint, stream } = await pairOf(later, earlier);
  const data = { registration, other, kind: kind!, fingerprint, verdict, reason: '电话核实，两人' };
  await bench.say(stream, payments[later]!.unit, { type: 'DuplicateJudged', data });
}
const reasonsOf = async (stage: 'tax' | 'health-centre', round: 1 | 2 = 1) =>
  (await bench.events('RegistrationReturned'))
    .filter(({ data }) => data['stage'] === stage && data['round'] === round)
    .map(({ stream, data }) => `${registrations.indexOf(stream.slice(13))} ${String(data['reasons'])}`)
    .sort((a, b) => Number.parseInt(a) - Number.parseInt(b));

test('R-405 what only plain text gives away is found in the whole county, with no value leaving the process', async () => {
  await bench.screening.startScreening({ ...run, stage: 'health-centre' });
  await bench.screening.screenPage({ ...run, ...page, stage: 'health-centre' });
  expect(await reasonsOf('health-centre')).toStrictEqual([
    '5 id-check-digit',
    expect.stringMatching(/^7 .*id-check-digit/),
    '9 id-length',
    '11 id-check-digit',
    '12 id-birth-date,id-check-digit',
    '13 id-birth-date,id-check-digit',
  ]);
  expect(await look()).toStrictEqual({ after: registrations[13], isEnd: true });
  expect(await found()).toStrictEqual([
    '3/2 two-names other',
    '5/4 one-digit same',
    '7/6 neighbours-exchanged same-after-folding',
    '9/8 old-number same',
    '13/12 one-digit same',
  ]);
  const text = JSON.stringify(await bench.events());
  for (const { idNumber, name } of payments) {
    expect(text).not.toContain(idNumber);
    expect(text).not.toContain(name);
  }
}, 60_000);

test('R-405 whoever looks again, or from the other township, reports nothing twice', async () => {
  const before = await found();
  await look();
  await look('101', 2);
  await look('102');
  expect(await found()).toStrictEqual(before);
}, 60_000);

test('R-405 R-407 a verdict says what counts: cleared is no reason, near is one only when called a duplicate', async () => {
  await judge(1, 0, 'not-a-duplicate');
  const people = payments.map(({ idNumber, name }) => ({ idNumber, name }));
  const rows = people.map((one) => ({
    ...one,
    isEmployeeInsured: false,
    isInsuredElsewhere: false,
    isDeceased: false,
  }));
  await post('/sandbox/population/rows', { rows: [0, 3, 4, 6, 8, 10].map((n) => rows[n]) });
  await bench.screening.screenPage({ ...run, ...page, stage: 'tax' });
  // 1 is cleared; 3 is undecided, and one number is one person until somebody says otherwise.
  expect(await reasonsOf('tax')).toStrictEqual(['3 duplicate-in-county']);
}, 60_000);

test('R-405 R-406 cleared after it was returned, a record is looked at again in round 2, and passes', async () => {
  await judge(3, 2, 'not-a-duplicate');
  await bench.screening.screenPage({ ...run, ...page, round: 2, stage: 'tax' });
  expect(await reasonsOf('tax', 2)).toStrictEqual([]);
  const passed = (await bench.events('RegistrationPassed')).filter(
    ({ data }) => data['round'] === 2 && data['stage'] === 'tax',
  );
  expect(passed.map(({ stream }) => registrations.indexOf(stream.slice(13))).sort((a, b) => a - b)).toStrictEqual([
    0, 1, 2, 3, 6, 10,
  ]);
}, 60_000);

test('R-407 whatever the verdict, one number is enrolled once: the log refuses the second claim', async () => {
  const valid = [0, 1, 2, 3, 6, 10];
  const unit = `${region}/101/01`;
  const bag = { code: 'K7M4P', agent: '101-01-1', account: '101', people: valid.length };
  const held = { ...bag, registrations: valid.map((n) => registrations[n]!), firstReceiptAt: on('2019-09-21') };
  await bench.say('bag-K7M4P', unit, { type: 'BagClosed', data: held }, valid.length * 25_000);
  const matched = { ...bag, serial: 'S1', place: 1, pass: 'P1' } as const;
  await bench.say('statement-101-1', unit, { type: 'DepositMatched', data: matched }, valid.length * 25_000);
  const planAt = on('2019-10-12');
  expect(await bench.enrolment.sendHandover({ ...run, planAt })).toMatchObject({ pages: 1 });
  await bench.enrolment.acceptHandover({ ...run, planAt, commandId: 'accept', actor: 'u_bureau' });
  await bench.bureau.pushPage({ ...run, planAt, page: 0 });
  const streams = async (type: 'RegistrationEnrolled' | 'RegistrationRefused') =>
    (await bench.events(type)).map(({ stream }) => registrations.indexOf(stream.slice(13))).sort((a, b) => a - b);
  const [enrolled, refused] = [await streams('RegistrationEnrolled'), await streams('RegistrationRefused')];
  expect([...enrolled, ...refused].sort((a, b) => a - b)).toStrictEqual(valid);
  const numbers = enrolled.map((n) => payments[n]!.idNumber);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(new Set(numbers)).toStrictEqual(new Set(valid.map((n) => payments[n]!.idNumber)));
  // The bureau would not have it twice either; were it to, the claim in the log stands before it.
  const second = `registration-${registrations[refused[0]!]!}`;
  const past = (await bench.events()).filter(({ stream }) => stream === second);
  const event = {
    type: 'RegistrationEnrolled',
    data: { handover: '101-1', serial: 'YB2', benefitStartOn: '2020-01-01' },
  } as const;
  const { person, unit: village } = past[0]!;
  const about = { unit: village, actor: 'system', occurredAt: planAt, person: { key: person!.key } };
  const outcome = await appendEvents(await bench.lanes.of(campaign), {
    commandId: 'enrolled-again',
    digest: digestOf('enrolled-again'),
    streams: [{ stream: second, expectedVersion: past.length, events: [{ ...event, ...about }] }],
    claims: claimsOf(event, person!.key),
  });
  expect(outcome).toMatchObject({ kind: 'taken', claim: { kind: 'enrolled', key: person!.key } });
}, 60_000);

async function post(path: string, body: unknown): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'x-plan-at': String(run.planAt),
    'idempotency-key': `test-${path}`,
  };
  const response = await fetch(new URL(path, bench.outside.url), {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
