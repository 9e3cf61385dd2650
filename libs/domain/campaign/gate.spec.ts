import { endOf, shanghaiDate } from '../shanghai-date.ts';
import type { GateCounts, TownshipGateCounts } from './gate-counts.ts';
import { gate, missingOf } from './gate.ts';
import type { GateTerms } from './gate.ts';
import { phases } from './phase.ts';
import type { Phase } from './phase.ts';

/** A township of which nothing is missing anywhere. */
const ready: TownshipGateCounts = {
  code: '101',
  unit: '419998/101',
  name: '东测',
  phases: {
    mobilize: 'closed',
    collect: 'closed',
    screen: 'closed',
    enroll: 'closed',
    resolve: 'closed',
    publicize: 'open',
  },
  isPlanFiled: true,
  agents: 4,
  agentsUntrained: [],
  agentsWithoutBook: [],
  isAccountOpen: true,
  villagesUnderNinety: [],
  agentsWithLooseCash: 0,
  loosePeople: 0,
  looseFen: 0,
  bagsUnbanked: 0,
  bagsUnbankedFen: 0,
  handedOverRound: 2,
  registrationsUnchecked: 0,
  isAccountLocked: true,
  isClosingStatementTaken: true,
  withoutSerial: 0,
  withoutCertificate: 0,
  withoutEntry: 0,
  pagesUnanswered: 0,
  withoutOutcome: 0,
  leftoversOpen: 0,
  isAccountCleared: true,
  villages: 2,
  villagesNotPosted: 0,
  postingsNotStood: 0,
  postingsNotTakenDown: 0,
  objectionsUnanswered: 0,
};
const other: TownshipGateCounts = { ...ready, code: '102', unit: '419998/102', name: '西测' };
const counts: GateCounts = {
  position: 77,
  sponsorListsIn: ['poverty-office', 'civil-affairs'],
  isSubsidyAccountOpen: true,
  isSubsidyAccountLocked: true,
  townships: [other, ready],
};
const due = endOf(shanghaiDate('2019-09-30'));
const terms: GateTerms = {
  unit: '419998',
  unitName: '测试县',
  phases,
  planNow: due,
  dueAt: due,
  lastDepositAt: endOf(shanghaiDate('2019-10-10')),
  departments: [
    { key: 'poverty-office', title: '扶贫办' },
    { key: 'civil-affairs', title: '民政局' },
  ],
};
const lacking = (part: Partial<TownshipGateCounts>): GateCounts => ({
  ...counts,
  townships: [ready, { ...other, ...part }],
});

test.each(phases.map((phase) => [phase] as const))('R-301 a gate is met when nothing is missing: %s', (phase) => {
  const answer = gate(phase, counts, { ...terms, planNow: endOf(shanghaiDate('2019-12-31')) });
  expect(answer).toStrictEqual({ phase, isMet: true, position: 77, items: [] });
});

test.each<readonly [Phase, Partial<TownshipGateCounts>, string, number]>([
  ['mobilize', { isPlanFiled: false }, 'plan-not-filed', 1],
  ['mobilize', { agents: 0 }, 'no-agents', 1],
  ['mobilize', { agentsUntrained: ['102-01-1', '102-01-2'] }, 'agents-not-trained', 2],
  ['mobilize', { agentsWithoutBook: ['102-01-1'] }, 'agents-without-book', 1],
  ['mobilize', { isAccountOpen: false }, 'account-not-open', 1],
  ['screen', { agentsWithLooseCash: 1 }, 'cash-not-bagged', 1],
  ['screen', { bagsUnbanked: 3 }, 'bag-not-banked', 3],
  ['screen', { registrationsUnchecked: 9 }, 'not-first-checked', 9],
  ['screen', { handedOverRound: 1 }, 'not-handed-over', 1],
  ['screen', { handedOverRound: 0 }, 'not-handed-over', 2],
  ['enroll', { isAccountLocked: false }, 'account-not-locked', 1],
  ['enroll', { isClosingStatementTaken: false }, 'closing-statement-missing', 1],
  ['enroll', { withoutOutcome: 2 }, 'without-outcome', 2],
  ['enroll', { withoutSerial: 5 }, 'without-serial', 5],
  ['enroll', { withoutCertificate: 5 }, 'without-certificate', 5],
  ['enroll', { withoutEntry: 5 }, 'without-entry', 5],
  ['enroll', { pagesUnanswered: 1 }, 'entry-unanswered', 1],
  ['resolve', { leftoversOpen: 4 }, 'leftover-open', 4],
  ['resolve', { isAccountCleared: false }, 'account-not-cleared', 1],
  ['publicize', { villagesNotPosted: 2 }, 'not-posted', 2],
  ['publicize', { postingsNotStood: 2 }, 'posting-standing', 2],
  ['publicize', { postingsNotTakenDown: 1 }, 'posting-not-taken-down', 1],
  ['publicize', { objectionsUnanswered: 1 }, 'objection-open', 1],
])('R-301 %s stays shut and names the township: %j', (phase, part, kind, count) => {
  const answer = gate(phase, lacking(part), { ...terms, planNow: endOf(shanghaiDate('2019-10-10')) });
  expect(answer.isMet).toBe(false);
  expect(missingOf(answer)).toStrictEqual([{ unit: '419998/102', kind, count }]);
});

test('R-301 mobilize waits for every sponsor department and the subsidy account', () => {
  const answer = gate(
    'mobilize',
    { ...counts, sponsorListsIn: ['poverty-office'], isSubsidyAccountOpen: false },
    terms,
  );
  expect(answer.items.map(({ unit, kind, detail }) => [unit, kind, detail])).toStrictEqual([
    ['419998', 'sponsor-list-missing', '资助名单未送达 sponsor list missing: 民政局'],
    ['419998', 'subsidy-account-not-open', '财政资助专户未开立 subsidy account not open'],
  ]);
});

test('R-301 closing the window early is allowed, and villages that are behind are warned of', () => {
  const behind = [{ unit: '419998/102/01', name: '王庄', missing: 12 }];
  const answer = gate('collect', lacking({ villagesUnderNinety: behind }), { ...terms, planNow: due - 1 });
  expect(answer.isMet).toBe(true);
  expect(answer.items).toMatchObject([
    { kind: 'window-open', count: 1, isWarning: true },
    {
      kind: 'villages-behind',
      count: 1,
      unit: '419998/102',
      isWarning: true,
      detail: '1 村未完成绝大部分 villages behind "most"',
    },
  ]);
  expect(missingOf(answer)).toStrictEqual([]);
});

test('R-302 one township is asked alone, without the county', () => {
  const late = { ...counts, sponsorListsIn: [], townships: [ready, { ...other, isPlanFiled: false }] };
  expect(gate('mobilize', late, terms, '101').isMet).toBe(true);
  expect(gate('mobilize', late, terms, '102').isMet).toBe(false);
});

test('R-302 a township that is still in an earlier phase keeps the county gate shut', () => {
  const answer = gate('screen', lacking({ phases: { ...ready.phases, collect: 'open' } }), terms);
  expect(missingOf(answer)).toStrictEqual([{ unit: '419998/102', kind: 'earlier-phase-open', count: 1 }]);
});

test('R-301 items stand in order of township, whatever order the counts came in', () => {
  const both = {
    ...counts,
    townships: [
      { ...other, leftoversOpen: 1 },
      { ...ready, leftoversOpen: 2 },
    ],
  };
  expect(gate('resolve', both, terms).items.map(({ unit }) => unit)).toStrictEqual(['419998/101', '419998/102']);
});
