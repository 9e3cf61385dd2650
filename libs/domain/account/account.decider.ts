import type { Decider } from '../decider.ts';
import type { AccountEvent } from '../preparation/preparation.events.ts';
import type { AccountCommand } from './account.commands.ts';
import { accountProblems } from './account.problems.ts';

export type Account =
  | { readonly status: 'planned' }
  | { readonly status: 'open' | 'lock-unconfirmed'; readonly tail: string }
  | { readonly status: 'locked' | 'cleared'; readonly tail: string; readonly lockedAt: number };

/** a pending account is opened, locked by the bank, and ends at zero by its books and by ours. Forward only. */
export const accountDecider: Decider<Account, AccountCommand, AccountEvent> = {
  initial: { status: 'planned' },
  decide({ type, data }, account) {
    switch (type) {
      case 'OpenAccount':
        if (account.status !== 'planned') return account.tail === data.tail ? [] : accountProblems.otherTail();
        return [{ type: 'AccountOpened', data }];
      case 'LockAccount': {
        if (account.status === 'planned') return accountProblems.notOpen();
        if (account.status === 'locked' || account.status === 'cleared') {
          return account.lockedAt === data.lockedAt ? [] : accountProblems.otherInstant();
        }
        if (data.lockedAt < data.lockDueAt) return accountProblems.tooEarly(data.lockDueAt);
        const { account: name, documentSha256, lockedAt } = data;
        return [{ type: 'AccountLocked', data: { account: name, lockedAt, documentSha256 } }];
      }
      case 'ReportLockUnconfirmed':
        if (account.status === 'planned') return accountProblems.notOpen();
        return account.status === 'open' ? [{ type: 'AccountLockUnconfirmed', data }] : [];
      case 'ClearAccount': {
        if (account.status === 'cleared') return [];
        if (account.status !== 'locked') return accountProblems.notLocked();
        const { bankBalanceFen, ownBalanceFen } = data;
        if (bankBalanceFen !== 0 || ownBalanceFen !== 0) return accountProblems.notEmpty(bankBalanceFen, ownBalanceFen);
        return [{ type: 'AccountCleared', data: { account: data.account, bankBalanceFen } }];
      }
    }
  },
  evolve(account, { type, data }) {
    const tail = account.status === 'planned' ? '' : account.tail;
    switch (type) {
      case 'AccountOpened':
        return { status: 'open', tail: data.tail };
      case 'AccountLockUnconfirmed':
        return { status: 'lock-unconfirmed', tail };
      case 'AccountLocked':
        return { status: 'locked', tail, lockedAt: data.lockedAt };
      case 'AccountCleared':
        return { status: 'cleared', tail, lockedAt: 'lockedAt' in account ? account.lockedAt : 0 };
    }
  },
};
