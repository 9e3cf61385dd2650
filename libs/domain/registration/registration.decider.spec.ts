import { deciderSpec } from '../decider-spec.ts';
import { clockTimeOf, endOf, shanghaiDate } from '../shanghai-date.ts';
import permitsTest from '../packs/permits-test.json' with { type: 'json' };
import { isPolicyPack, parsePolicyPack } from '../packs/policy-pack.ts';
import { nothingDeclared } from './declared-standing.ts';
import { everybodyJoins } from './everybody-joins.internal.ts';
import { fileStanding } from './file-standing.ts';
import type { RegistrationCommand } from './registration.commands.ts';
import { registrationDecider } from './registration.decider.ts';
import { unusualRule } from './unusual-rule.ts';
import type { RegistrationEvent, ReturnReason, ScreeningStage } from './registration.events.ts';

const given = deciderSpec(registrationDecider);
const at = (on: string, time = '12:00'): number => clockTimeOf(shanghaiDate(on), time);
type Register = Extract<RegistrationCommand, { type: 'RegisterPerson' }>['data'];
const register = (part: Partial<Register> = {}): RegistrationCommand => ({
  type: 'RegisterPerson',
  data: {
    agent: '101-01-1',
    receipt: 'SC2020-00000017',
    group: '3组',
    source: 'single',
    file: null,
    line: null,
    receivedOn: '2019-09-25',
    amountFen: 25_000,
    at: at('2019-09-25'),
    isCollecting: true,
    books: [{ series: 'SC2020', from: 1, to: 200 }],
    declared: nothingDeclared,
    terms: {
      premiumFen: 25_000,
      firstOn: '2019-09-20',
      lastDepositAt: endOf(shanghaiDate('2019-10-10')),
      whoMayJoin: everybodyJoins,
    },
    ...part,
  },
});
const registered: RegistrationEvent = {
  type: 'PersonRegistered',
  data: {
    agent: '101-01-1',
    receipt: 'SC2020-00000017',
    group: '3组',
    channel: 'agent',
    source: 'single',
    file: null,
    line: null,
    receivedOn: '2019-09-25',
  },
};
const passed = (round: 1 | 2, stage: ScreeningStage): RegistrationEvent => ({
  type: 'RegistrationPassed',
  data: { round, stage },
});
const returned = (round: 1 | 2, stage: ScreeningStage, ...reasons: readonly ReturnReason[]): RegistrationEvent => ({
  type: 'RegistrationReturned',
  data: { round, stage, reasons },
});
const corrected: RegistrationEvent = {
  type: 'RegistrationCorrected',
  data: { fields: ['idNumber'], previousPerson: 'p1', group: null },
};
const enrolled: RegistrationEvent = {
  type: 'RegistrationEnrolled',
  data: { handover: '101-1', serial: 'S1', benefitStartOn: '2020-01-01' },
};
const refused: RegistrationEvent = { type: 'RegistrationRefused', data: { handover: '101-1', reason: '重复' } };
const certified: RegistrationEvent = { type: 'CertificateIssued', data: { certificate: 'C1' } };
const entered: RegistrationEvent = { type: 'PremiumEntered', data: { page: '101-1-1' } };
const ready = [registered, passed(1, 'health-centre'), passed(1, 'tax'), passed(2, 'tax')];

const pass = (round: 1 | 2, stage: ScreeningStage): RegistrationCommand => ({
  type: 'PassRegistration',
  data: { round, stage },
});
const giveBack = (round: 1 | 2, stage: ScreeningStage, ...reasons: readonly ReturnReason[]): RegistrationCommand => ({
  type: 'ReturnRegistration',
  data: { round, stage, reasons },
});
type Correct = Extract<RegistrationCommand, { type: 'CorrectRegistration' }>['data'];
const correct = (part: Partial<Correct> = {}): RegistrationCommand => ({
  type: 'CorrectRegistration',
  data: {
    ...{ agent: '101-01-1', fields: ['idNumber'], previousPerson: 'p1', group: null },
    ...{ isScreening: true, isFeedbackReturned: true, ...part },
  },
});
const enrol = (serial = 'S1', isFunded = true, isLeftover = false): RegistrationCommand => ({
  type: 'EnrolRegistration',
  data: { handover: '101-1', serial, benefitStartOn: '2020-01-01', isFunded, isLeftover },
});
const refuse = (handover = '101-1'): RegistrationCommand => ({
  type: 'RefuseRegistration',
  data: { handover, reason: '重复' },
});
const certify = (certificate = 'C1'): RegistrationCommand => ({ type: 'IssueCertificate', data: { certificate } });
const enter = (page = '101-1-1'): RegistrationCommand => ({ type: 'EnterPremium', data: { page } });

test('R-401 R-402 an agent takes the premium, writes the receipt, registers the payer', () => {
  expect(given().when(register())).toStrictEqual([registered]);
  expect(given(registered).when(register())).toStrictEqual([]);
});

test('R-404 a row from a file may lack the group: the money was taken, the first check will say so', () => {
  expect(given().when(register({ source: 'file', file: 'abc', line: 9, group: '' }))).toMatchObject([
    { data: { group: '', file: 'abc', line: 9 } },
  ]);
});

test.each<readonly [string, Partial<Register>, string]>([
  ['R-402 no receipt number', { receipt: '17' }, 'receipt-form'],
  ['R-401 no date', { receivedOn: '2019-09-31' }, 'date-form'],
  ["R-402 a number of another agent's book", { receipt: 'SC2020-00000201' }, 'not-in-own-book'],
  ['R-402 no book at all', { books: [] }, 'not-in-own-book'],
  [
    'R-402 a number of a book that was handed back',
    { books: [{ series: 'SC2020', from: 1, to: 200, isClosed: true }] },
    'book-closed',
  ],
  ['R-302 the township does not collect', { isCollecting: false }, 'not-collecting'],
  ['R-612 received on 09-19', { receivedOn: '2019-09-19' }, 'before-window'],
  ['R-612 received tomorrow', { receivedOn: '2019-09-26' }, 'in-the-future'],
  ['R-304 received on 10-11', { receivedOn: '2019-10-11', at: at('2019-10-11') }, 'after-window'],
  [
    'R-304 recorded after the last deposit',
    { receivedOn: '2019-10-10', at: endOf(shanghaiDate('2019-10-10')) },
    'after-window',
  ],
  ['R-501 one fen less', { amountFen: 24_999 }, 'not-the-premium'],
  ['R-501 one fen more', { amountFen: 25_001 }, 'not-the-premium'],
  ['R-501 nothing', { amountFen: 0 }, 'not-the-premium'],
])('%s is refused', (_rule, part, why) => {
  expect(given().when(register(part))).toMatchObject({ type: `/problems/registration/${why}` });
});

const permits = parsePolicyPack(permitsTest);
if (!isPolicyPack(permits)) throw new Error('the test pack is not sound');
const permitTerms = { premiumFen: 25_000, firstOn: '2019-09-20', lastDepositAt: endOf(shanghaiDate('2019-10-10')) };
const underPermits = (declared: Partial<Register['declared']>) =>
  register({
    declared: { ...nothingDeclared, ...declared },
    terms: { ...permitTerms, whoMayJoin: permits.people },
  });
const papers = permits.people.eligibility
  .find(({ key }) => key === 'long-term')!
  .conditions.flatMap((condition) => (condition.kind === 'document' ? [condition.title] : []))
  .map((title, nth) => ({ title, sha256: (nth === 0 ? 'd' : 'c').repeat(64) }));

const longTerm = { standings: ['long-term'], monthsResident: 12, documents: papers };

test('R-408 the event keeps the digests of the papers that were asked for, and nothing for a resident', () => {
  const shown = [...papers, { title: '别的 another', sha256: 'e'.repeat(64) }];
  expect(given().when(underPermits({ ...longTerm, documents: shown }))).toStrictEqual([
    { ...registered, data: { ...registered.data, documents: ['c'.repeat(64), 'd'.repeat(64)] } },
  ]);
  expect(given().when(underPermits({ documents: papers }))).toStrictEqual([registered]);
  expect(given().when(underPermits({ standings: ['registered'] }))).toStrictEqual([registered]);
});

test('R-408 no event says by which rule a payer was taken, nor which paper is which', () => {
  expect(given().when(underPermits({ standings: ['pupil'] }))).toStrictEqual([registered]);
  const facts = [longTerm, { ...longTerm, documents: papers.toReversed() }].map((declared) =>
    JSON.stringify(given().when(underPermits(declared))),
  );
  expect(facts[1]).toBe(facts[0]);
  for (const { key } of permits.people.eligibility) expect(facts[0]).not.toContain(`"${key}"`);
  for (const { title } of papers) expect(facts[0]).not.toContain(title);
});

test.each<readonly [string, Partial<Register['declared']>, string | null]>([
  ['a pupil', { standings: ['pupil'] }, 'pupil'],
  ['a long-term resident with all papers', longTerm, 'long-term'],
  ['a resident who says nothing', {}, null],
  ['a resident who says so', { standings: ['registered'] }, null],
  ['a pupil who is a resident as well: the pack’s order', { standings: ['pupil', 'registered'] }, null],
  ['one without papers, who is not taken', { standings: ['long-term'] }, null],
  ['one who is refused', { standings: ['employee'] }, null],
])('R-408 the rule to be sealed: %s', (_who, declared, rule) => {
  expect(unusualRule(permits.people, { ...nothingDeclared, ...declared }, 'agent')).toBe(rule);
});

test.each<readonly [string, Partial<Register['declared']>, string, string]>([
  ['R-408 an employee', { standings: ['employee'] }, 'not-eligible', 'standings'],
  ['R-408 insured elsewhere', { standings: ['insured-elsewhere'] }, 'not-eligible', 'standings'],
  ['R-408 a college student', { standings: ['college'] }, 'pays-elsewhere', 'standings'],
  ['R-408 one whom agents do not take', { standings: ['works-here'] }, 'pays-elsewhere', 'standings'],
  ['R-408 a standing of no rule', { standings: ['villager'] }, 'standing-unknown', 'standings'],
  ['R-408 not in the household register', { isRegistered: false }, 'proof-missing', 'isRegistered'],
  [
    'R-408 11 months',
    { standings: ['long-term'], monthsResident: 11, documents: papers },
    'proof-missing',
    'monthsResident',
  ],
  ['R-408 no papers', { standings: ['long-term'], monthsResident: 12 }, 'proof-missing', 'documents'],
  ['R-409 paid for another county', { placeOfPayment: '邻县' }, 'place-of-payment', 'placeOfPayment'],
])('%s is refused before money is taken, with field and remedy', (_who, declared, why, field) => {
  expect(given().when(underPermits(declared))).toMatchObject({
    type: `/problems/registration/${why}`,
    field,
    remedy: expect.stringMatching(/\p{Script=Han}.* [A-Z]/iu),
  });
});

test('R-408 what somebody may show in no file is told to do one by one', () => {
  const rules = permits.people.eligibility;
  expect(fileStanding(rules, undefined)).toBe(nothingDeclared);
  expect(fileStanding(rules, '大中专院校学生')).toMatchObject({ standings: ['college'] });
  expect(fileStanding(rules, '外地户籍长期居住人员')).toMatchObject({
    type: '/problems/registration/proof-missing',
    remedy: expect.stringContaining('逐个登记'),
  });
  expect(fileStanding(rules, '低保')).toMatchObject({ type: '/problems/registration/standing-unknown' });
});

test('R-501 少一分也不行: the refusal says so, and the field', () => {
  expect(given().when(register({ amountFen: 24_999 }))).toMatchObject({
    title: '金额不符，少一分也不行 not the premium',
    field: 'amountFen',
    detail: expect.stringContaining('249.99'),
  });
});

test('R-612 the first and the last day count', () => {
  expect(given().when(register({ receivedOn: '2019-09-20' }))).toHaveLength(1);
  expect(given().when(register({ receivedOn: '2019-10-10', at: endOf(shanghaiDate('2019-10-10')) - 1 }))).toHaveLength(
    1,
  );
});

test('a number that is registered with another receipt is not registered again', () => {
  expect(given(registered).when(register({ receipt: 'SC2020-00000018' }))).toMatchObject({
    type: '/problems/registration/already-registered',
  });
});

test.each<readonly [string, readonly RegistrationEvent[], RegistrationCommand, RegistrationEvent]>([
  ['R-404 first check', [registered], pass(1, 'health-centre'), passed(1, 'health-centre')],
  [
    'R-404 first check returns',
    [registered],
    giveBack(1, 'health-centre', 'id-check-digit'),
    returned(1, 'health-centre', 'id-check-digit'),
  ],
  ['R-405 tax passes', [registered, passed(1, 'health-centre')], pass(1, 'tax'), passed(1, 'tax')],
  [
    'R-405 tax returns',
    [registered, passed(1, 'health-centre')],
    giveBack(1, 'tax', 'name-differs'),
    returned(1, 'tax', 'name-differs'),
  ],
  ['R-406 corrected', [registered, returned(1, 'health-centre', 'id-check-digit')], correct(), corrected],
  [
    'R-406 corrected rows go to the second check',
    [registered, returned(1, 'tax', 'name-differs'), corrected],
    pass(2, 'health-centre'),
    passed(2, 'health-centre'),
  ],
  ['R-404 late rows go to the second check', [registered], pass(2, 'health-centre'), passed(2, 'health-centre')],
  [
    'R-405 second tax screening of a corrected row',
    [registered, returned(1, 'tax', 'name-differs'), corrected, passed(2, 'health-centre')],
    pass(2, 'tax'),
    passed(2, 'tax'),
  ],
  [
    'R-405 second tax screening of a clean row',
    [registered, passed(1, 'health-centre'), passed(1, 'tax')],
    pass(2, 'tax'),
    passed(2, 'tax'),
  ],
  [
    'R-405 second tax screening of a row never asked for',
    [registered, passed(1, 'health-centre')],
    pass(2, 'tax'),
    passed(2, 'tax'),
  ],
  ['R-605 enrolled', ready, enrol(), enrolled],
  ['R-605 refused by the bureau', ready, refuse(), refused],
  ['R-605 certified', [...ready, enrolled], certify(), certified],
  ['R-605 entered', [...ready, enrolled, certified], enter(), entered],
])('%s', (_rule, facts, command, event) => {
  expect(given(...facts).when(command)).toStrictEqual([event]);
  expect(given(...facts, event).when(command)).toStrictEqual(
    command.type === 'CorrectRegistration'
      ? expect.objectContaining({ type: '/problems/registration/not-returned' })
      : [],
  );
});

test('R-404 R-405 what the health centre returned needs no feedback, and a group once given lets the row pass', () => {
  const facts = [
    { ...registered, data: { ...registered.data, group: '' } },
    returned(1, 'health-centre', 'missing-field'),
  ] as const;
  expect(given(...facts).when(correct({ fields: ['group'], group: '3组', isFeedbackReturned: false }))).toHaveLength(1);
  const mended: RegistrationEvent = { type: 'RegistrationCorrected', data: { ...corrected.data, group: '3组' } };
  expect(given(...facts, mended).when(pass(2, 'health-centre'))).toStrictEqual([passed(2, 'health-centre')]);
});

test.each<readonly [string, readonly RegistrationEvent[], RegistrationCommand, string]>([
  ['check of nothing', [], pass(1, 'health-centre'), 'unknown'],
  ['tax before the first check', [registered], pass(1, 'tax'), 'not-waiting-for-this'],
  ['second tax screening before any check', [registered], pass(2, 'tax'), 'not-waiting-for-this'],
  [
    'first check after tax',
    [registered, passed(1, 'health-centre'), passed(1, 'tax')],
    pass(2, 'health-centre'),
    'not-waiting-for-this',
  ],
  [
    'first check of a corrected row in round 1',
    [registered, returned(1, 'tax', 'name-differs'), corrected],
    pass(1, 'health-centre'),
    'not-waiting-for-this',
  ],
  [
    'a returned row passes unchanged',
    [registered, returned(1, 'tax', 'name-differs')],
    pass(2, 'health-centre'),
    'not-waiting-for-this',
  ],
  [
    'two verdicts of one round',
    [registered, passed(1, 'health-centre')],
    giveBack(1, 'health-centre', 'id-length'),
    'already-checked',
  ],
  [
    'other reasons in one round',
    [registered, returned(1, 'tax', 'deceased')],
    giveBack(1, 'tax', 'name-differs'),
    'already-checked',
  ],
  ['returned without a reason', [registered], giveBack(1, 'health-centre'), 'reasons-required'],
  ['corrected before it came back', [registered], correct(), 'not-returned'],
  [
    'corrected by another agent',
    [registered, returned(1, 'tax', 'name-differs')],
    correct({ agent: '101-02-1' }),
    'not-yours',
  ],
  [
    'R-405 what the tax branch returned, corrected before its feedback',
    [registered, returned(1, 'tax', 'name-differs')],
    correct({ isFeedbackReturned: false }),
    'feedback-missing',
  ],
  [
    'R-411 passed without a group',
    [{ ...registered, data: { ...registered.data, group: '' } }],
    pass(1, 'health-centre'),
    'missing-key-field',
  ],
  [
    'R-411 passed in round 2 although the correction left the group empty',
    [
      { ...registered, data: { ...registered.data, group: '' } },
      returned(1, 'health-centre', 'missing-field'),
      corrected,
    ],
    pass(2, 'health-centre'),
    'missing-key-field',
  ],
  ['corrected although deceased', [registered, returned(1, 'tax', 'deceased')], correct(), 'not-mendable'],
  [
    'corrected although one reason lasts',
    [registered, returned(1, 'tax', 'name-differs', 'employee-insured')],
    correct(),
    'not-mendable',
  ],
  [
    'corrected after the second round',
    [registered, passed(1, 'health-centre'), returned(2, 'tax', 'name-differs')],
    correct(),
    'rounds-over',
  ],
  [
    'corrected after screen',
    [registered, returned(1, 'tax', 'name-differs')],
    correct({ isScreening: false }),
    'rounds-over',
  ],
  [
    'corrected in nothing',
    [registered, returned(1, 'tax', 'name-differs')],
    correct({ fields: [] }),
    'nothing-changed',
  ],
  ['enrolled after round 1', [registered, passed(1, 'health-centre'), passed(1, 'tax')], enrol(), 'not-passed'],
  ['enrolled without money', ready, enrol('S1', false), 'not-funded'],
  ['enrolled although a leftover', ready, enrol('S1', true, true), 'is-leftover'],
  ['enrolled twice', [...ready, enrolled], enrol('S2'), 'already-enrolled'],
  ['enrolled after refusal', [...ready, refused], enrol(), 'already-enrolled'],
  ['refused after enrolment', [...ready, enrolled], refuse(), 'already-enrolled'],
  ['refused before screening', [registered], refuse(), 'not-passed'],
  ['refused in two hand-overs', [...ready, refused], refuse('101-2'), 'already-enrolled'],
  ['certified before enrolment', ready, certify(), 'not-enrolled'],
  ['certified twice', [...ready, enrolled, certified], certify('C2'), 'already-certified'],
  ['entered before the certificate', [...ready, enrolled], enter(), 'not-certified'],
  ['entered twice', [...ready, enrolled, certified, entered], enter('101-1-2'), 'already-entered'],
  ['certified anew after entry', [...ready, enrolled, certified, entered], certify('C2'), 'already-certified'],
  ['checked after enrolment', [...ready, enrolled], pass(2, 'tax'), 'not-waiting-for-this'],
])('R-404 to R-407 R-410 R-605 nothing out of order: %s', (_what, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/registration/${why}` });
});

test('R-406 the correction says which fields, and for whom it was taken before', () => {
  expect(
    given(registered, returned(1, 'health-centre', 'missing-field')).when(correct({ fields: ['group'], group: '5组' })),
  ).toStrictEqual([{ type: 'RegistrationCorrected', data: { fields: ['group'], previousPerson: 'p1', group: '5组' } }]);
});

test('R-405 what tax returned for another record only is looked at again in round 2; for anything else it is not', () => {
  const checked = [registered, passed(1, 'health-centre')];
  const twice = returned(1, 'tax', 'duplicate-in-county');
  expect(given(...checked, twice).when(pass(2, 'tax'))).toStrictEqual([passed(2, 'tax')]);
  expect(given(...checked, twice).when(giveBack(2, 'tax', 'deceased'))).toStrictEqual([returned(2, 'tax', 'deceased')]);
  for (const [facts, command] of [
    [[...checked, twice], pass(1, 'tax')],
    [[...checked, returned(1, 'tax', 'duplicate-in-county', 'deceased')], pass(2, 'tax')],
    [[...checked, returned(2, 'tax', 'already-sponsored')], pass(2, 'tax')],
    [[registered, returned(1, 'health-centre', 'missing-field')], pass(2, 'tax')],
  ] as const)
    expect(given(...facts).when(command)).toMatchObject({ status: 409 });
});
