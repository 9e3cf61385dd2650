import type { PoolClient } from 'pg';

import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';
import { seededShare } from '../fault/draw-fault.ts';
import { holdAccount } from './pending-account.ts';

const hourMs = 3_600_000;
/** the statement is handed over within two days of the lock; the bank takes 1 to 47 hours. */
const closingFromMs = hourMs;
const closingToMs = 47 * hourMs;

/** Forward only; locking again answers the first instant. Draws when the closing statement will be ready. */
export const lockAccount =
  (seed: number) =>
  async (books: PoolClient, asked: Asked): Promise<Outcome> => {
    const name = asked.body.text('account');
    const account = await holdAccount(books, name);
    if (!account) return refused('unknown-account', '没有这个账户');
    if (account.lockedAt !== null) return done({ lockedAt: account.lockedAt }, 1);
    const share = seededShare(seed, 'closing statement', name);
    const closingAt = asked.planAt + closingFromMs + Math.floor(share * (closingToMs - closingFromMs));
    await books.query('update bank.account set locked_at = $2, closing_at = $3 where account = $1', [
      name,
      asked.planAt,
      closingAt,
    ]);
    await recordEffects(books, asked, 'lock-account', [{ businessKey: name, fen: null }]);
    return done({ lockedAt: asked.planAt });
  };
