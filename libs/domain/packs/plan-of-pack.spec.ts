import { instantText, readableInstant } from '../shanghai-date.ts';
import { planOfPack, twoLimitsOf } from './plan-of-pack.ts';
import { isPolicyPack, parsePolicyPack } from './policy-pack.ts';
import shangcai from './shangcai-2020.json' with { type: 'json' };

const pack = parsePolicyPack(shangcai);
if (!isPolicyPack(pack)) throw new Error(JSON.stringify(pack));
const plan = planOfPack(pack);

test.each([
  ['mobilize', '09-15 24:00', '09-19 24:00'],
  ['collect', '09-19 24:00', '09-30 24:00'],
  ['screen', '09-30 24:00', '10-10 24:00'],
  ['enroll', '10-10 24:00', '10-20 24:00'],
  ['resolve', '10-20 24:00', '10-31 24:00'],
  ['publicize', '10-31 24:00', '12-31 24:00'],
])('R-309 the phase %s runs from %s to %s', (phase, opens, due) => {
  const planned = plan.phases.find((one) => one.phase === phase)!;
  expect([readableInstant(planned.opensAt), readableInstant(planned.dueAt)]).toStrictEqual([opens, due]);
});

test('R-304 the bank locks at 00:00 of 10-11, and its statement is due by 10-12', () => {
  const at = (key: string): string => instantText(plan.deadlines.find((one) => one.key === key)!.dueAt);
  expect(at('last-deposit')).toBe('2019-10-10T16:00:00.000Z');
  expect(at('lock')).toBe('2019-10-10T16:00:00.000Z');
  expect(at('bank-statement')).toBe('2019-10-12T16:00:00.000Z');
  expect(at('subsidy-lock')).toBe('2019-10-31T16:00:00.000Z');
});

test('R-805 the bank reports on six Mondays at 08:00', () => {
  expect(plan.reportsAt.map(readableInstant)).toStrictEqual([
    '09-23 08:00',
    '09-30 08:00',
    '10-07 08:00',
    '10-14 08:00',
    '10-21 08:00',
    '10-28 08:00',
  ]);
});

test('R-601 three days or 20,000 yuan, whichever comes first', () => {
  expect(twoLimitsOf(pack)).toMatchObject({
    days: 3,
    capFen: 2_000_000,
    closingTime: '18:00',
    lastDepositOn: '2019-10-10',
  });
});
