import { deciderSpec } from '../decider-spec.ts';
import { endOf, shanghaiDate, startOf } from '../shanghai-date.ts';
import type { PublicityCommand } from './publicity.commands.ts';
import { publicityDecider } from './publicity.decider.ts';
import type { PublicityEvent } from './publicity.events.ts';

const given = deciderSpec(publicityDecider);
const start = (on: string): number => startOf(shanghaiDate(on));
const photo = 'f'.repeat(64);
type Confirm = Extract<PublicityCommand, { type: 'ConfirmPosting' }>['data'];
const confirm = (part: Partial<Confirm> = {}): PublicityCommand => ({
  type: 'ConfirmPosting',
  data: {
    photoSha256: photo,
    postedOn: '2019-11-01',
    people: 140,
    at: endOf(shanghaiDate('2019-11-01')) - 1,
    firstOn: '2019-11-01',
    ...part,
  },
});
const stand = (at: number): PublicityCommand => ({ type: 'LetPostingStand', data: { at, months: 1 } });
const down = (takenDownOn = '2019-12-02', at = start('2019-12-03')): PublicityCommand => ({
  type: 'TakeDownPosting',
  data: { photoSha256: photo, takenDownOn, at },
});
const raise = (subject = '名单上没有我家'): PublicityCommand => ({
  type: 'RaiseObjection',
  data: { objection: 'o1', subject },
});
const answer = (words = '已核对并补充'): PublicityCommand => ({
  type: 'AnswerObjection',
  data: { objection: 'o1', answer: words },
});

const posted: PublicityEvent = {
  type: 'PostingConfirmed',
  data: { photoSha256: photo, postedOn: '2019-11-01', people: 140 },
};
const raised: PublicityEvent = { type: 'ObjectionRaised', data: { objection: 'o1', subject: '名单上没有我家' } };
const answered: PublicityEvent = { type: 'ObjectionAnswered', data: { objection: 'o1', answer: '已核对并补充' } };
const stood: PublicityEvent = { type: 'PostingStood', data: { stoodUntil: '2019-12-01' } };
const takenDown: PublicityEvent = { type: 'PostingTakenDown', data: { photoSha256: photo, takenDownOn: '2019-12-02' } };

test.each<readonly [string, readonly PublicityEvent[], PublicityCommand, PublicityEvent]>([
  ['confirmed with photo and day', [], confirm(), posted],
  ['stood one calendar month', [posted], stand(start('2019-12-01')), stood],
  ['taken down', [posted, stood], down(), takenDown],
  ['an objection', [posted], raise(), raised],
  ['its answer', [posted, raised], answer(), answered],
  ['an objection after it came down', [posted, stood, takenDown], raise(), raised],
])('R-901 a posting: %s', (_step, facts, command, event) => {
  expect(given(...facts).when(command)).toStrictEqual([event]);
  expect(given(...facts, event).when(command)).toStrictEqual([]);
});

test.each<readonly [string, readonly PublicityEvent[], PublicityCommand, string]>([
  ['before 11-01', [], confirm({ postedOn: '2019-10-31' }), 'too-early'],
  ['from tomorrow', [], confirm({ postedOn: '2019-11-02' }), 'in-the-future'],
  ['on no day', [], confirm({ postedOn: '2019-11-31' }), 'date-form'],
  ['twice with two photos', [posted], confirm({ photoSha256: 'e'.repeat(64) }), 'already-posted'],
  ['that stood an instant less than a month', [posted], stand(start('2019-12-01') - 1), 'still-standing'],
  ['taken down early', [posted], down('2019-11-20', start('2019-11-21')), 'not-stood'],
  ['taken down as of a day before its time', [posted, stood], down('2019-11-30'), 'still-standing'],
  ['taken down on no day', [posted, stood], down('2019-12-32'), 'date-form'],
  ['taken down tomorrow', [posted, stood], down('2019-12-04'), 'in-the-future'],
  ['taken down on two days', [posted, stood, takenDown], down('2019-12-03'), 'already-taken-down'],
  ['that never was', [], down(), 'not-posted'],
  ['that never was, standing', [], stand(start('2019-12-01')), 'not-posted'],
  ['objected to before it is up', [], raise(), 'not-posted'],
  ['objected to in one word', [posted], raise('不对'), 'text-required'],
  ['objected to under a number in use', [posted, raised], raise('金额写错了'), 'objection-exists'],
  ['answered where nobody objected', [posted], answer(), 'objection-unknown'],
  ['answered in one word', [posted, raised], answer('好'), 'text-required'],
  ['answered twice', [posted, raised, answered], answer('情况属实，已改'), 'already-answered'],
])('R-901 no posting: %s', (_what, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/publicity/${why}` });
});

test('R-901 the month runs from the confirmed posting, not from the first day', () => {
  const late: PublicityEvent = {
    type: 'PostingConfirmed',
    data: { photoSha256: photo, postedOn: '2019-11-20', people: 140 },
  };
  expect(given(late).when(stand(start('2019-12-01')))).toMatchObject({ type: '/problems/publicity/still-standing' });
  expect(given(late).when(stand(start('2019-12-20')))).toStrictEqual([
    { type: 'PostingStood', data: { stoodUntil: '2019-12-20' } },
  ]);
});
