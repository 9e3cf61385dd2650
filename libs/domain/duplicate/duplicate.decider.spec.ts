import fc from 'fast-check';

import { deciderSpec } from '../decider-spec.ts';
import { isProblem } from '../problem.ts';
import type { RegistrationEvent } from '../registration/registration.events.ts';
import { type ComparedRecord, evolveCompared, fingerprintText, type RegistrationFact } from './compared-record.ts';
import type { DuplicateCommand } from './duplicate.commands.ts';
import { duplicateDecider, standingOf } from './duplicate.decider.ts';
import type { DuplicateEvent, DuplicateVerdict } from './duplicate.events.ts';

const given = deciderSpec(duplicateDecider);
const pair = { registration: 'later', other: 'earlier' } as const;
const reason = '同名同村，两个人，已电话核实';
const found: DuplicateEvent = {
  type: 'NearDuplicateFound',
  data: { ...pair, kind: 'one-digit', names: 'same', fingerprint: 'f1' },
};
const cleared: DuplicateEvent = {
  type: 'DuplicateJudged',
  data: { ...pair, kind: 'one-digit', fingerprint: 'f1', verdict: 'not-a-duplicate', reason },
};
const judge = (
  verdict: DuplicateVerdict,
  seen = 'f1',
  current: { readonly fingerprint?: string; readonly isSettled?: boolean } | null = {},
): DuplicateCommand => ({
  type: 'JudgeDuplicate',
  data: {
    ...pair,
    verdict,
    reason,
    seen,
    pair: current && { kind: 'one-digit', fingerprint: 'f1', isSettled: false, ...current },
  },
});

test('R-405 a tax branch decides a pair once, for what it has seen', () => {
  expect(given(found).when(judge('not-a-duplicate'))).toStrictEqual([cleared]);
  expect(given(found, cleared).when(judge('not-a-duplicate'))).toStrictEqual([]);
  expect(given(found, cleared).when(judge('duplicate'))).toMatchObject({ type: '/problems/duplicate/already-judged' });
});

test('R-405 R-406 what was corrected meanwhile is looked at again before it is decided', () => {
  expect(given(found).when(judge('duplicate', 'f1', { fingerprint: 'f2' }))).toMatchObject({
    type: '/problems/duplicate/changed-meanwhile',
  });
  expect(given(found, cleared).when(judge('duplicate', 'f2', { fingerprint: 'f2' }))).toMatchObject([
    { type: 'DuplicateJudged', data: { fingerprint: 'f2', verdict: 'duplicate' } },
  ]);
});

test('R-405 two records with nothing in common, or with nothing left to decide, are refused', () => {
  expect(given().when(judge('duplicate', 'f1', null))).toMatchObject({ type: '/problems/duplicate/no-pair' });
  expect(given(found).when(judge('duplicate', 'f1', { isSettled: true }))).toMatchObject({
    type: '/problems/duplicate/settled',
  });
});

test('R-405 a pair is reported once for what it holds, and again when that has changed', () => {
  const report = (fingerprint: string): DuplicateCommand => ({
    type: 'ReportNearDuplicate',
    data: { ...found.data, kind: 'one-digit', names: 'same', fingerprint },
  });
  expect(given().when(report('f1'))).toStrictEqual([found]);
  expect(given(found, cleared).when(report('f1'))).toStrictEqual([]);
  expect(given(found, cleared).when(report('f2'))).toMatchObject([{ data: { fingerprint: 'f2' } }]);
});

/** Facts of one registration; `isCompared`: number or name is another one after it. */
type Step = { readonly side: 'later' | 'earlier'; readonly fact: RegistrationFact; readonly isCompared: boolean };
const round = fc.constantFrom(1 as const, 2 as const);
const stage = fc.constantFrom('health-centre' as const, 'tax' as const);
const uncompared: fc.Arbitrary<RegistrationEvent> = fc.oneof(
  fc.record({ round, stage }).map((data) => ({ type: 'RegistrationPassed' as const, data })),
  fc
    .record({ round, stage, reasons: fc.constant(['name-differs' as const]) })
    .map((data) => ({ type: 'RegistrationReturned' as const, data })),
  fc.string().map((group) => ({
    type: 'RegistrationCorrected' as const,
    data: { fields: ['group' as const], previousPerson: 'p', group },
  })),
  fc.constant<RegistrationEvent>({
    type: 'RegistrationEnrolled',
    data: { handover: 'h', serial: 's', benefitStartOn: '2020-01-01' },
  }),
  fc.constant<RegistrationEvent>({ type: 'RegistrationRefused', data: { handover: 'h', reason: 'r' } }),
  fc.constant<RegistrationEvent>({ type: 'CertificateIssued', data: { certificate: 'c' } }),
  fc.constant<RegistrationEvent>({ type: 'PremiumEntered', data: { page: 'p' } }),
);
const compared: fc.Arbitrary<RegistrationEvent> = fc
  .constantFrom(['idNumber' as const], ['name' as const], ['idNumber' as const, 'group' as const])
  .map((fields) => ({ type: 'RegistrationCorrected' as const, data: { fields, previousPerson: 'p', group: null } }));
const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom('later' as const, 'earlier' as const),
    fc.oneof(
      { arbitrary: uncompared.map((event) => ({ event, isCompared: false })), weight: 3 },
      { arbitrary: compared.map((event) => ({ event, isCompared: true })), weight: 1 },
    ),
    fc.constantFrom('p1', 'p2'),
    // Salted: no two facts ever carry one commitment.
    fc.uuid(),
  )
  .map(([side, { event, isCompared }, person, identity]) => ({ side, isCompared, fact: { event, person, identity } }));

type Both = { readonly later: ComparedRecord; readonly earlier: ComparedRecord };
const record = (registration: string): ComparedRecord => ({
  registration,
  receipt: `r-${registration}`,
  person: 'p1',
  identity: `i-${registration}`,
});
const after = (both: Both, { side, fact }: Step): Both => ({
  ...both,
  [side]: evolveCompared(both[side].registration, both[side], fact),
});
const printOf = ({ later, earlier }: Both) => fingerprintText(later, earlier);

test('R-405 a cleared pair stays cleared whatever happens, and opens exactly when a compared field changes', () => {
  let [stayed, opened] = [0, 0];
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 8 }), (before, afterwards) => {
      const seen = before.reduce(after, { later: record('later'), earlier: record('earlier') });
      const current = { fingerprint: printOf(seen) };
      const decided = given().when(judge('not-a-duplicate', current.fingerprint, current));
      if (isProblem(decided)) throw new Error(decided.type);
      const state = decided.reduce(duplicateDecider.evolve, duplicateDecider.initial);
      const standing = standingOf(state, printOf(afterwards.reduce(after, seen)));
      const hasChanged = afterwards.some(({ isCompared }) => isCompared);
      expect(standing).toBe(hasChanged ? 'open' : 'not-a-duplicate');
      if (hasChanged) opened += 1;
      else stayed += 1;
    }),
    { numRuns: 500 },
  );
  // The property is about both: neither kind of history may be missing.
  expect([stayed > 50, opened > 50]).toStrictEqual([true, true]);
});

test('R-405 another receipt, another department, or the two sides exchanged are other contents', () => {
  const one = record('later');
  const prints = [
    fingerprintText(one, record('earlier')),
    fingerprintText(record('earlier'), one),
    fingerprintText({ ...one, receipt: 'r-2' }, record('earlier')),
    fingerprintText(one, { department: 'civil-affairs' }),
    fingerprintText(one, { department: 'poverty-office' }),
  ];
  expect(new Set(prints).size).toBe(prints.length);
});

test('R-405 a pair begins when its record is registered', () => {
  const data = { agent: '101-01-1', receipt: 'r-later', group: '1组', channel: 'agent', source: 'single' } as const;
  const event = {
    type: 'PersonRegistered',
    data: { ...data, file: null, line: null, receivedOn: '2019-09-21' },
  } as const;
  const fact = { event, person: 'p1', identity: 'i-later' };
  expect(evolveCompared('later', null, fact)).toStrictEqual(record('later'));
});
