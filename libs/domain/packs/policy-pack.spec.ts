import permits from './permits-test.json' with { type: 'json' };
import { isPolicyPack, parsePolicyPack } from './policy-pack.ts';
import type { PolicyPack } from './policy-pack.ts';
import shangcai from './shangcai-2020.json' with { type: 'json' };
import twoTownships from './two-townships-test.json' with { type: 'json' };

type Json = Record<string, unknown>;

/** A copy of Shangcai's pack with one place changed, by JSON pointer; `undefined` removes it. */
function changed(pointer: string, value: unknown): unknown {
  const copy = structuredClone(shangcai) as Json;
  const steps = pointer.split('/').slice(1);
  const last = steps.pop()!;
  const place = steps.reduce<Json>((at, step) => at[step] as Json, copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

function parsed(json: unknown): PolicyPack {
  const answer = parsePolicyPack(json);
  if (!isPolicyPack(answer)) throw new Error(JSON.stringify(answer, null, 1));
  return answer;
}

const placesOf = (json: unknown): readonly (string | undefined)[] => {
  const answer = parsePolicyPack(json);
  return isPolicyPack(answer) ? [] : answer.map(({ field }) => field);
};

test.each([
  ['shangcai-2020', shangcai, 26],
  ['two-townships-test', twoTownships, 2],
  ['permits-test', permits, 1],
])('the pack %s is whole', (id, json, townships) => {
  const pack = parsed(json);
  expect(pack.id).toBe(id);
  expect(pack.units.townships).toHaveLength(townships);
});

test('R-802 both totals of the task table are kept: printed 1,510,379, rows 1,510,380', () => {
  expect(parsed(shangcai).units.taskTable).toMatchObject({ printedTotal: 1_510_379, rowSum: 1_510_380 });
});

test('R-603 every township has a pending account of its own, and there is one for subsidies', () => {
  const { units, money } = parsed(shangcai);
  expect(new Set(units.townships.map(({ accountName }) => accountName)).size).toBe(26);
  expect(money.road).toMatchObject({ kind: 'pending-accounts', subsidyAccountName: '上蔡县税务局财政资助医保待解户' });
});

test.each([
  ['a missing field', '/money/agentFee', undefined, '/money/agentFee'],
  ['a misspelt field', '/money/agentfee', null, '/money/agentfee'],
  ['money with a fraction', '/money/tariff/0/fen', 250.5, '/money/tariff/0/fen'],
  ['a day that does not exist', '/calendar/phases/1/dueOn', '2019-09-31', '/calendar/phases/1/dueOn'],
  ['another word', '/people/identities/lists/to', 'police', '/people/identities/lists/to'],
  ['another form', '/people/categories/0/subsidy', { kind: 'half' }, '/people/categories/0/subsidy/kind'],
  ['a form without its value', '/people/categories/0/subsidy', { kind: 'fixed' }, '/people/categories/0/subsidy/fen'],
  ['no list', '/units/townships', {}, '/units/townships'],
  ['no time', '/money/road/twoLimits/closingTime', '6pm', '/money/road/twoLimits/closingTime'],
])('a pack with %s is refused at its place', (_what, pointer, value, place) => {
  expect(placesOf(changed(pointer, value))).toContain(place);
});

test.each([
  ['R-201 a town has one township', '/units/level', 'town', '/units/townships'],
  ['R-301 phases stand in order', '/calendar/phases/1/phase', 'enroll', '/calendar/phases/2/phase'],
  ['R-301 a phase is not due before it opens', '/calendar/phases/1/dueOn', '2019-09-01', '/calendar/phases/1/dueOn'],
  [
    'R-304 the lock does not come before the last deposit',
    '/money/road/lockAfter',
    '2019-10-09',
    '/money/road/lockAfter',
  ],
  ['R-304 the lock is the deadline of that name', '/money/road/lockAfter', '2019-10-11', '/money/road/lockAfter'],
  ['R-501 one tariff for each tier and group', '/money/tariff', [], '/money/tariff'],
  ['R-502 a subsidy has a payer', '/people/categories/0/payer', null, '/people/categories/0/payer'],
  ['R-502 the payer is a department that pays', '/people/categories/0/payer', 'police', '/people/categories/0/payer'],
  [
    'R-502 a subsidy is not above the premium',
    '/people/categories/0/subsidy',
    { kind: 'fixed', fen: 25_001 },
    '/people/categories/0/subsidy/fen',
  ],
  [
    'special lists name categories',
    '/assessment/specialLists/0/categories/0',
    'rich',
    '/assessment/specialLists/0/categories/0',
  ],
  ['R-600 a full bag is within the cap', '/money/road/bagPeople', 81, '/money/road/bagPeople'],
  ['R-603 each township has an account', '/units/townships/7/accountName', null, '/units/townships/7/accountName'],
  ['R-605 a refund ends with the payer', '/money/refundRoad', ['pending-account', 'agent'], '/money/refundRoad'],
  ['R-612 a channel is described', '/calendar/channels', [], '/calendar/windows/0/channels/0'],
  ['somebody begins in the ordinary way', '/people/benefits/0/case', 'newborn', '/people/benefits'],
  ['R-802 the totals are close', '/units/taskTable/printedTotal', 1_490_000, '/units/taskTable'],
  [
    'R-805 the Monday report begins on a Monday',
    '/calendar/reports/0/rhythm/from',
    '2019-09-24',
    '/calendar/reports/0/rhythm/from',
  ],
  [
    'the weights of a ranking add up to 100',
    '/assessment/ranking/criteria/0/weight',
    51,
    '/assessment/ranking/criteria',
  ],
  [
    'R-901 a posting stands a calendar month',
    '/assessment/publicity/earliestDownOn',
    '2019-11-30',
    '/assessment/publicity/earliestDownOn',
  ],
  [
    'R-203 a deadline waits for things that exist',
    '/calendar/deadlines/0/waitsFor/0',
    'sunshine',
    '/calendar/deadlines/0/waitsFor/0',
  ],
  ['R-408 no two rules of one key', '/people/eligibility/1/key', 'employee', '/people/eligibility/1'],
  ['R-408 no two rules of one title', '/people/eligibility/1/title', '全日制中小学生', '/people/eligibility/2'],
  [
    'R-408 somebody joins without proof',
    '/people/eligibility',
    shangcai.people.eligibility.filter(({ verdict }) => verdict.kind !== 'taken'),
    '/people/eligibility',
  ],
  ['R-408 a refusal has a way out', '/people/eligibility/0/verdict/wayOut', '', '/people/eligibility/0/verdict/wayOut'],
  [
    'R-408 a refusal is read in both languages',
    '/people/eligibility/1/verdict/payAt',
    '学校',
    '/people/eligibility/1/verdict/payAt',
  ],
  [
    'R-409 so is a wrong place of payment',
    '/people/placeOfPayment',
    { name: '上蔡县', otherwise: '必须选择上蔡县' },
    '/people/placeOfPayment/otherwise',
  ],
  ['what is settled points at something', '/settled/0/at/0', '/calendar/endsOn', '/settled/0/at/0'],
])('%s', (_rule, pointer, value, place) => {
  expect(placesOf(changed(pointer, value))).toContain(place);
});

/** Detail of the problem at a place. */
const saysOf = (json: unknown): readonly string[] => {
  const answer = parsePolicyPack(json);
  return isPolicyPack(answer) ? [] : answer.map(({ field, detail }) => `${field}: ${detail}`);
};
const townships = shangcai.units.townships;
const deadlines = shangcai.calendar.deadlines;
const categories = shangcai.people.categories;

test.each<readonly [string, string, unknown, string, string]>([
  [
    'the first phase opens at the start',
    '/calendar/phases/0/opens',
    'on-date',
    '/calendar/phases/0/opens',
    'The first opens',
  ],
  [
    'the campaign closes after its phases',
    '/calendar/closesOn',
    '2019-12-30',
    '/calendar/closesOn',
    'before a phase is due',
  ],
  [
    'no posting without its phase',
    '/calendar/phases',
    shangcai.calendar.phases.slice(0, 5),
    '/assessment/publicity',
    'go together',
  ],
  [
    'no two deadlines of one key',
    '/calendar/deadlines',
    [...deadlines, deadlines[0]],
    '/calendar/deadlines/16',
    'twice',
  ],
  [
    'a deadline lies in a phase that exists',
    '/calendar/phases',
    shangcai.calendar.phases.slice(1),
    '/calendar/deadlines/0/phase',
    'No such phase',
  ],
  [
    'a deadline is not named like a phase',
    '/calendar/deadlines/0/key',
    'screen',
    '/calendar/deadlines/0/key',
    'Named like a phase',
  ],
  [
    'R-304 the lock is a deadline',
    '/calendar/deadlines',
    deadlines.filter(({ key }) => key !== 'lock'),
    '/calendar/deadlines',
    'The deadline lock is missing',
  ],
  [
    'R-203 overdue comes before escalated',
    '/calendar/reminders/overdueDays',
    2,
    '/calendar/reminders/escalatedDays',
    'before escalated',
  ],
  ['no two windows of one key', '/calendar/windows/1/key', 'agent', '/calendar/windows/1', 'twice'],
  [
    'a window does not end before it begins',
    '/calendar/windows/0/to',
    '2019-09-19',
    '/calendar/windows/0/to',
    'before it begins',
  ],
  [
    'report days stand in order',
    '/calendar/reports/0/rhythm',
    { kind: 'dates', on: ['2019-10-07', '2019-10-07'] },
    '/calendar/reports/0/rhythm/on',
    'out of order',
  ],
  [
    'R-501 a tariff for a second tier',
    '/money/tiers',
    [...shangcai.money.tiers, { key: 'second', title: '二档' }],
    '/money/tariff',
    'Exactly one tariff for second / resident',
  ],
  ['R-501 a premium is more than nothing', '/money/tariff/0/fen', 0, '/money/tariff/0/fen', 'more than nothing'],
  [
    'R-501 no tariff for nobody',
    '/money/tariff',
    [...shangcai.money.tariff, { tier: 'third', group: 'resident', fen: 1 }],
    '/money/tariff',
    'no tier or group',
  ],
  [
    'a group buys a coverage that exists',
    '/money/groups/0/coverage',
    'school-year',
    '/money/groups/0/coverage',
    'No such coverage',
  ],
  [
    'a coverage does not end before it begins',
    '/people/coverage/spans/0/to',
    '2019-12-31',
    '/people/coverage/spans/0/to',
    'before it begins',
  ],
  [
    'no two categories of one key',
    '/people/categories',
    [...categories, categories[0]],
    '/people/categories/9',
    'twice',
  ],
  [
    'R-505 a list comes from a department that sends one',
    '/people/categories/0/listFrom',
    'county-government',
    '/people/categories/0/listFrom',
    'sends no list',
  ],
  [
    'R-304 no lock before the last deposit',
    '/money/road/lockAfter',
    '2019-10-09',
    '/money/road/lockAfter',
    'before the last deposit',
  ],
  [
    'R-601 the last deposit is the deadline of that name',
    '/money/road/twoLimits/lastDepositOn',
    '2019-10-09',
    '/money/road/twoLimits/lastDepositOn',
    'Differs from the deadline',
  ],
  [
    'R-304a the later lock is the deadline of that name',
    '/money/road/subsidyLockAfter',
    '2019-10-30',
    '/money/road/subsidyLockAfter',
    'Differs from the deadline',
  ],
  [
    'R-601 the warning is not above the cap',
    '/money/road/twoLimits/warnFen',
    2_000_001,
    '/money/road/twoLimits/warnFen',
    'above the cap',
  ],
  ['no two townships of one code', '/units/townships/1/code', '101', '/units/townships/1', '101 stands there twice'],
  [
    'no two townships of one name',
    '/units/townships/1/name',
    townships[0]!.name,
    '/units/townships/1',
    `${townships[0]!.name} stands there twice`,
  ],
  [
    'no two departments of one key',
    '/units/departments/1/key',
    'poverty-office',
    '/units/departments/1',
    'poverty-office stands there twice',
  ],
  [
    'a reward asks for a list that exists',
    '/assessment/tables/0/rows/0/when',
    [{ kind: 'special-complete', list: 'nobody', asOf: null }],
    '/assessment/tables/0/rows/0/when/0/list',
    'No such list',
  ],
  [
    'a round lies in a phase that exists',
    '/people/screening/rounds/0/phase',
    'payment',
    '/people/screening/rounds/0/phase',
    'No such phase',
  ],
  [
    'additions do not end before they begin',
    '/people/identities/additions/to',
    '2019-09-01',
    '/people/identities/additions',
    'before it begins',
  ],
])('a pack is refused and says why: %s', (_what, pointer, value, place, words) => {
  expect(saysOf(changed(pointer, value))).toContainEqual(expect.stringMatching(new RegExp(`^${place}: .*${words}`)));
});

test('all mistakes are named at once', () => {
  const json = changed('/money/agentFee', undefined) as Json;
  (json['units'] as Json)['region'] = '41';
  expect(placesOf(json)).toStrictEqual(['/units/region', '/money/agentFee']);
});

test('a scheme whose money goes straight into the tax system needs no accounts, lock or bags', () => {
  const json = changed('/money/road', {
    kind: 'tax-system',
    takers: ['agent', 'online'],
    needsEvidence: true,
    cashWatchedBy: null,
  }) as {
    units: { townships: { accountName: string | null }[] };
    calendar: { deadlines: { key: string }[] };
    settled: unknown[];
    findings: unknown[];
  };
  for (const township of json.units.townships) township.accountName = null;
  json.calendar.deadlines = json.calendar.deadlines.filter(
    ({ key }) => !['last-deposit', 'lock', 'bank-statement', 'subsidy-lock'].includes(key),
  );
  json.settled = [];
  json.findings = [];
  expect(parsed(json).money.road.kind).toBe('tax-system');
});
