import type { Approval } from '../approval/approval.decider.ts';
import type { SecondPerson } from '../campaign/campaign.commands.ts';
import { phases } from '../campaign/phase.ts';
import type { Phase } from '../campaign/phase.ts';
import { deciderSpec } from '../decider-spec.ts';
import type { TownshipCommand } from './township.commands.ts';
import { townshipDecider } from './township.decider.ts';
import type { TownshipEvent } from './township.events.ts';

const given = deciderSpec(townshipDecider);
const opened = (phase: Phase): TownshipEvent => ({ type: 'TownshipPhaseOpened', data: { phase } });
const closed = (phase: Phase, isOverridden = false): TownshipEvent => ({
  type: 'TownshipPhaseClosed',
  data: { phase, isOverridden },
});
const collecting = [opened('mobilize'), closed('mobilize'), opened('collect')];
const screening = [...collecting, closed('collect'), opened('screen')];
const checked1: TownshipEvent = { type: 'FirstCheckStarted', data: { round: 1 } };
const handed1: TownshipEvent = { type: 'RoundHandedOver', data: { round: 1, people: 90 } };
const asked1: TownshipEvent = { type: 'RegisterCheckStarted', data: { round: 1 } };
const feedback: TownshipEvent = { type: 'FeedbackReturned', data: { round: 1, people: 4 } };
const checked2: TownshipEvent = { type: 'FirstCheckStarted', data: { round: 2 } };
const handed2: TownshipEvent = { type: 'RoundHandedOver', data: { round: 2, people: 93 } };
const round1 = [...screening, checked1, handed1, asked1, feedback];
const enrolling = [...round1, checked2, handed2, closed('screen'), opened('enroll')];

const met = { isMet: true, missing: [] };
const shut = { isMet: false, missing: [{ unit: '419998/102', kind: 'bag-not-banked', count: 2 }] };
const advance = (
  phase: Phase,
  part: Partial<Extract<TownshipCommand, { type: 'AdvanceTownshipPhase' }>['data']> = {},
): TownshipCommand => ({
  type: 'AdvanceTownshipPhase',
  data: { phase, by: 'u_office', gate: met, override: null, phases, ...part },
});
const enrol = (isAccountLocked = true, isClosingStatementTaken = true): TownshipCommand => ({
  type: 'StartEnrolment',
  data: { handover: 1, isAccountLocked, isClosingStatementTaken },
});
const check = (round: 1 | 2): TownshipCommand => ({ type: 'StartFirstCheck', data: { round } });
const hand = (round: 1 | 2, unchecked = 0, lacking = 0): TownshipCommand => ({
  type: 'HandOver',
  data: { round, people: 90, lacking, unchecked },
});
const ask = (round: 1 | 2): TownshipCommand => ({ type: 'StartRegisterCheck', data: { round } });
const give = (round: 1 | 2, isFinished = true): TownshipCommand => ({
  type: 'ReturnFeedback',
  data: { round, people: 4, isFinished },
});

test('R-302 a township that is ready goes on by itself', () => {
  expect(given(...collecting).when(advance('collect'))).toStrictEqual([closed('collect'), opened('screen')]);
  expect(given(...screening).when(advance('collect'))).toStrictEqual([]);
});

test('R-301 R-302 over its unmet gate only with a second person; reason and approval are recorded', () => {
  const approval: Approval = {
    status: 'granted',
    act: 'advance-over-gate',
    requestSha256: 'c'.repeat(64),
    askedBy: 'u_office',
    grantedBy: 'u_chen',
    reason: '银行停电',
  };
  const override: SecondPerson = { reason: '银行停电', approvalId: 'a1', approval, requestSha256: 'c'.repeat(64) };
  expect(given(...screening).when(advance('screen', { gate: shut }))).toMatchObject({
    type: '/problems/campaign/gate-not-met',
    items: [{ kind: 'bag-not-banked', count: 2 }],
  });
  expect(given(...screening).when(advance('screen', { gate: shut, override }))).toStrictEqual([
    {
      type: 'TownshipGateOverridden',
      data: { phase: 'screen', reason: '银行停电', approvalId: 'a1', missing: shut.missing },
    },
    closed('screen', true),
    opened('enroll'),
  ]);
  expect(given(...screening).when(advance('screen', { gate: shut, override, by: 'u_chen' }))).toMatchObject({
    type: '/problems/approval/same-person',
  });
});

test('R-302 a township follows its county: what the county closed it closes, what the county opened it opens', () => {
  const follow: TownshipCommand = {
    type: 'FollowCounty',
    data: { open: ['collect'], closed: ['mobilize'], keepsOpen: [] },
  };
  expect(given(opened('mobilize')).when(follow)).toStrictEqual([closed('mobilize'), opened('collect')]);
  expect(given(...collecting).when(follow)).toStrictEqual([]);
  expect(given(...screening).when(follow)).toStrictEqual([]);
});

test('R-302 a township that the county left behind keeps its phase open beside the new one', () => {
  const follow: TownshipCommand = {
    type: 'FollowCounty',
    data: { open: ['screen'], closed: ['mobilize', 'collect'], keepsOpen: ['collect'] },
  };
  expect(given(...collecting).when(follow)).toStrictEqual([opened('screen')]);
  expect(given(...collecting, opened('screen')).when(advance('collect'))).toStrictEqual([closed('collect')]);
});

test('R-303 a township reopens what it has closed', () => {
  const reopen: TownshipCommand = { type: 'ReopenTownshipPhase', data: { phase: 'collect' } };
  const reopened: TownshipEvent = { type: 'TownshipPhaseReopened', data: { phase: 'collect' } };
  expect(given(...screening).when(reopen)).toStrictEqual([reopened]);
  expect(given(...screening, reopened).when(reopen)).toStrictEqual([]);
  expect(given(opened('mobilize')).when(reopen)).toMatchObject({ type: '/problems/township/phase-not-closed' });
});

test.each<readonly [string, readonly TownshipEvent[], TownshipCommand, readonly TownshipEvent[]]>([
  ['first check', screening, check(1), [checked1]],
  ['first check again', [...screening, checked1], check(1), []],
  ['hand-over again', [...screening, checked1, handed1], hand(1), []],
  ['register again', [...screening, checked1, handed1, asked1], ask(1), []],
  ['feedback again', round1, give(1), []],
  ['enrolment again', [...enrolling, { type: 'EnrolmentStarted', data: { handover: 1 } }], enrol(), []],
  ['hand-over 1', [...screening, checked1], hand(1), [{ type: 'RoundHandedOver', data: { round: 1, people: 90 } }]],
  ['register', [...screening, checked1, handed1], ask(1), [asked1]],
  ['feedback', [...screening, checked1, handed1, asked1], give(1), [feedback]],
  ['second check', round1, check(2), [checked2]],
  ['hand-over 2', [...round1, checked2], hand(2), [{ type: 'RoundHandedOver', data: { round: 2, people: 90 } }]],
  ['enrolment', enrolling, enrol(), [{ type: 'EnrolmentStarted', data: { handover: 1 } }]],
  ['second register check', enrolling, ask(2), [{ type: 'RegisterCheckStarted', data: { round: 2 } }]],
  [
    'settlement',
    [...enrolling, closed('enroll'), opened('resolve')],
    { type: 'StartSettlement', data: {} },
    [{ type: 'SettlementStarted', data: {} }],
  ],
  [
    'settlement again',
    [...enrolling, opened('resolve'), { type: 'SettlementStarted', data: {} }],
    { type: 'StartSettlement', data: {} },
    [],
  ],
])('R-404 R-405 R-411 the rounds in their order: %s', (_step, facts, command, events) => {
  expect(given(...facts).when(command)).toStrictEqual(events);
});

test.each<readonly [string, readonly TownshipEvent[], TownshipCommand, string]>([
  ['check before screen is open', collecting, check(1), 'phase-not-open'],
  ['second check before feedback', [...screening, checked1], check(2), 'previous-round-missing'],
  ['hand-over after screen was closed', [...screening, checked1, closed('screen')], hand(1), 'phase-not-open'],
  ['hand-over before the check', screening, hand(1), 'not-first-checked'],
  ['R-411 a list that is not whole', [...screening, checked1], hand(1, 7), 'not-whole'],
  ['R-411 a row without its key fields', [...screening, checked1], hand(1, 0, 1), 'key-field-missing'],
  ['R-411 a row without its key fields in round 2', [...round1, checked2], hand(2, 0, 1), 'key-field-missing'],
  ['hand-over 2 before check 2', round1, hand(2), 'not-first-checked'],
  ['register before hand-over', [...screening, checked1], ask(1), 'not-handed-over'],
  ['second register check before enroll', [...round1, checked2, handed2], ask(2), 'phase-not-open'],
  ['feedback before the register was asked', [...screening, checked1, handed1], give(1), 'not-answered'],
  [
    'feedback before the register has answered',
    [...screening, checked1, handed1, asked1],
    give(1, false),
    'not-answered',
  ],
  ['feedback of round 2', round1, give(2), 'no-feedback-in-round'],
  ['enrolment before enroll', [...round1, checked2, handed2], enrol(), 'phase-not-open'],
  [
    'enrolment before the second hand-over',
    [...round1, closed('screen'), opened('enroll')],
    enrol(),
    'not-handed-over',
  ],
  ['enrolment before the lock', enrolling, enrol(false), 'account-not-locked'],
  ['enrolment before the closing statement', enrolling, enrol(true, false), 'closing-statement-missing'],
  ['settlement before resolve', enrolling, { type: 'StartSettlement', data: {} }, 'phase-not-open'],
  ['advancing what is not open', collecting, advance('screen'), 'phase-not-open'],
])('R-302 R-304 R-411 nothing out of order: %s', (_step, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/township/${why}` });
});
