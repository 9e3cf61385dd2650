import { deciderSpec } from '../decider-spec.ts';
import type { AccountEvent } from '../preparation/preparation.events.ts';
import { endOf, shanghaiDate } from '../shanghai-date.ts';
import type { AccountCommand } from './account.commands.ts';
import { accountDecider } from './account.decider.ts';

const given = deciderSpec(accountDecider);
const lockDueAt = endOf(shanghaiDate('2019-10-10'));
const open = (tail = '0001'): AccountCommand => ({ type: 'OpenAccount', data: { account: '101', tail } });
const lock = (lockedAt = lockDueAt + 5, documentSha256: string | null = null): AccountCommand => ({
  type: 'LockAccount',
  data: { account: '101', lockedAt, lockDueAt, documentSha256 },
});
const unconfirmed: AccountCommand = { type: 'ReportLockUnconfirmed', data: { account: '101' } };
const clear = (bankBalanceFen = 0, ownBalanceFen = 0): AccountCommand => ({
  type: 'ClearAccount',
  data: { account: '101', bankBalanceFen, ownBalanceFen },
});
const opened: AccountEvent = { type: 'AccountOpened', data: { account: '101', tail: '0001' } };
const notConfirmed: AccountEvent = { type: 'AccountLockUnconfirmed', data: { account: '101' } };
const lockedBy = (documentSha256: string | null): AccountEvent => ({
  type: 'AccountLocked',
  data: { account: '101', lockedAt: lockDueAt + 5, documentSha256 },
});
const locked = lockedBy(null);
const digest = 'b7'.repeat(32);
const cleared: AccountEvent = { type: 'AccountCleared', data: { account: '101', bankBalanceFen: 0 } };

test.each<readonly [string, readonly AccountEvent[], AccountCommand, AccountEvent]>([
  ['opened', [], open(), opened],
  ['locked', [opened], lock(), locked],
  ['not confirmed locked', [opened], unconfirmed, notConfirmed],
  ['locked by document after all', [opened, notConfirmed], lock(lockDueAt + 5, digest), lockedBy(digest)],
  ['cleared', [opened, locked], clear(), cleared],
])('R-304 R-603 an account is %s', (_what, facts, command, event) => {
  expect(given(...facts).when(command)).toStrictEqual([event]);
  expect(given(...facts, event).when(command)).toStrictEqual([]);
});

test.each<readonly [string, readonly AccountEvent[], AccountCommand, string]>([
  ['locked before it is open', [], lock(), 'not-open'],
  ['unconfirmed before it is open', [], unconfirmed, 'not-open'],
  ['locked on 10-10', [opened], lock(lockDueAt - 1), 'too-early'],
  ['locked at two instants', [opened, locked], lock(lockDueAt + 9), 'other-instant'],
  ['opened under two numbers', [opened], open('0002'), 'other-tail'],
  ['cleared before the lock', [opened], clear(), 'not-locked'],
  ['cleared with a fen at the bank', [opened, locked], clear(1, 0), 'not-empty'],
  ['cleared with a fen in our books', [opened, locked], clear(0, 1), 'not-empty'],
  ['cleared with a difference of nought', [opened, locked], clear(25_000, 25_000), 'not-empty'],
])('R-304 R-603 no account is %s', (_what, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/account/${why}` });
});

test('R-304 once locked, always locked: a late "unconfirmed" changes nothing', () => {
  expect(given(opened, locked).when(unconfirmed)).toStrictEqual([]);
});
