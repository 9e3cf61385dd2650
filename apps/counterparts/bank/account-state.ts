import type { PoolClient } from 'pg';

import { done, refused, type Outcome } from '../desk/outcome.ts';
import { holdAccount } from './pending-account.ts';

export const accountState =
  (name: string) =>
  async (books: PoolClient): Promise<Outcome> => {
    const account = await holdAccount(books, name);
    if (!account) return refused('unknown-account', '没有这个账户');
    return done({ isLocked: account.lockedAt !== null, lockedAt: account.lockedAt, balanceFen: account.balanceFen });
  };
