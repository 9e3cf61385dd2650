import { deciderSpec } from '../decider-spec.ts';
import type { ReturnReason } from '../registration/registration.events.ts';
import { leftoverOfReasons, leftoverTitles } from './leftover-of-reasons.ts';
import type { LeftoverCommand } from './leftover.commands.ts';
import { leftoverDecider } from './leftover.decider.ts';
import type { LeftoverEvent } from './leftover.events.ts';

const given = deciderSpec(leftoverDecider);
const find = (kind: 'duplicate' | 'deceased' = 'duplicate', isEnrolled = false): LeftoverCommand => ({
  type: 'FindLeftover',
  data: { registration: 'r1', kind, isEnrolled },
});
const resolve = (
  outcome: 'refunded' | 'nothing-to-return',
  depositedFen: number,
  isRefundPaid: boolean,
): LeftoverCommand => ({ type: 'ResolveLeftover', data: { outcome, depositedFen, isRefundPaid } });
const found: LeftoverEvent = { type: 'LeftoverFound', data: { registration: 'r1', kind: 'duplicate' } };
const resolved: LeftoverEvent = {
  type: 'LeftoverResolved',
  data: { registration: 'r1', kind: 'duplicate', outcome: 'refunded' },
};

test('R-607 a leftover is found once and gets an outcome', () => {
  expect(given().when(find())).toStrictEqual([found]);
  expect(given(found).when(find())).toStrictEqual([]);
  expect(given(found).when(resolve('refunded', 25_000, true))).toStrictEqual([resolved]);
  expect(given(found, resolved).when(resolve('refunded', 25_000, true))).toStrictEqual([]);
});

test('R-607 where no money arrived, nothing goes back', () => {
  expect(given(found).when(resolve('nothing-to-return', 0, false))).toMatchObject([
    { data: { outcome: 'nothing-to-return' } },
  ]);
});

test.each<readonly [string, readonly LeftoverEvent[], LeftoverCommand, string]>([
  ['refunded, while the money is still with the agent', [found], resolve('refunded', 25_000, false), 'not-paid-back'],
  ['nothing to return, though money arrived', [found], resolve('nothing-to-return', 25_000, false), 'money-arrived'],
  ['of what was never found', [], resolve('refunded', 25_000, true), 'unknown'],
  ['of two outcomes', [found, resolved], resolve('nothing-to-return', 0, true), 'other-outcome'],
  ['of two kinds', [found], find('deceased'), 'other-kind'],
  ['of what is enrolled', [], find('duplicate', true), 'enrolled'],
])('R-607 no outcome: %s', (_what, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/leftover/${why}` });
});

test.each<readonly [readonly ReturnReason[], string]>([
  [['id-check-digit'], 'wrong-information'],
  [['name-differs', 'not-in-register'], 'wrong-information'],
  [['name-differs', 'deceased'], 'deceased'],
  [['duplicate-in-county'], 'duplicate'],
  [['already-sponsored'], 'already-sponsored'],
  [['employee-insured'], 'not-eligible'],
  [['insured-elsewhere'], 'not-eligible'],
])('R-406 R-607 what fails the second round with %j is a leftover: %s', (reasons, kind) => {
  expect(leftoverOfReasons(reasons)).toBe(kind);
});

test('R-607 every kind has a title, Chinese first', () => {
  for (const title of Object.values(leftoverTitles)) expect(title).toMatch(/^\p{Script=Han}.* [a-z]/u);
});
