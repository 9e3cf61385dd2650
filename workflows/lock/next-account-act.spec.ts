import { clockTimeOf, endOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import type { CountyNews } from '../process/county-moved.ts';
import { nextAccountAct } from './next-account-act.ts';

const at = (date: string, time: string): number => clockTimeOf(shanghaiDate(date), time);
const locksAt = endOf(shanghaiDate('2019-10-10'));
const terms = { lockDeadline: 'lock', statementMsOfDay: (18 * 60 + 30) * 60_000 };
const open = { isOpened: true, isLocked: false, isLockUnconfirmed: false, statements: 0, isClosingTaken: false };
const news: CountyNews = {
  version: 3,
  isPaused: false,
  isOver: false,
  clock: { planStartAt: at('2019-09-20', '09:00'), realStartAt: 0, speed: 1, holdAt: null, heldBy: null },
  phases: [],
  deadlines: [{ key: 'lock', phase: 'enroll', title: '锁户', dueAt: locksAt, owner: 'bank-clerk', waitsFor: [] }],
  reminders: { soonMs: 0, overdueMs: 0, escalatedMs: 0 },
  open: ['collect'],
  closed: ['mobilize'],
};

test('R-603 an account that is not open yet is opened at once', () => {
  expect(nextAccountAct({ ...open, isOpened: false }, null, news, terms)?.kind).toBe('open');
});

test('before money is taken there is nothing to state', () => {
  expect(nextAccountAct(open, null, { ...news, open: ['mobilize'], closed: [] }, terms)).toBeNull();
});

test.each([
  ['before the first question', null, at('2019-09-20', '18:30')],
  ['after the day’s statement', at('2019-09-20', '18:30'), at('2019-09-21', '18:30')],
  ['after days without one: one question fetches all', at('2019-09-25', '07:00'), at('2019-09-25', '18:30')],
])('R-604 the day’s statement, %s', (_when, askedAt, due) => {
  expect(nextAccountAct(open, askedAt, news, terms)).toStrictEqual({ kind: 'statement', at: due });
});

test('R-304 the lock comes before the statement of the day after', () => {
  expect(nextAccountAct(open, at('2019-10-10', '18:30'), news, terms)).toStrictEqual({ kind: 'lock', at: locksAt });
});

test('R-303 a moved lock is the lock', () => {
  const moved = { ...news, deadlines: news.deadlines.map((one) => ({ ...one, dueAt: locksAt + 86_400_000 })) };
  expect(nextAccountAct(open, at('2019-10-10', '18:30'), moved, terms)).toStrictEqual({
    kind: 'statement',
    at: at('2019-10-11', '18:30'),
  });
});

test('R-304 once locked, the closing statement is asked for every six hours', () => {
  const locked = { ...open, isLocked: true };
  expect(nextAccountAct(locked, null, news, terms)?.kind).toBe('closing-statement');
  expect(nextAccountAct(locked, locksAt, news, terms)).toStrictEqual({
    kind: 'closing-statement',
    at: locksAt + 6 * 3_600_000,
  });
});
