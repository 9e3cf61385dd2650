import type { PoolClient } from 'pg';

import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';
import { bookLines } from './book-lines.ts';
import { counterRefusal, type CounterDeposit } from './counter-refusal.ts';
import { holdAccount } from './pending-account.ts';

/** An agent's cash over the counter. Taken with the line's serial, or refused by the teller. */
export async function takeDeposit(books: PoolClient, asked: Asked): Promise<Outcome> {
  const { body } = asked;
  const deposit: CounterDeposit = {
    amountFen: body.whole('amountFen'),
    remark: body.text('remark').slice(0, 200),
    depositor: body.text('depositor'),
    paidAt: body.whole('paidAt'),
  };
  const account = await holdAccount(books, body.text('account'));
  if (!account) return refused('unknown-account', '没有这个账户');
  const refusal = counterRefusal(account, deposit);
  if (refusal) return refused(refusal.code, refusal.reason);
  // Its books were closed with the closing statement; a slip dated before the lock comes too late all the same.
  if (account.isClosingStated) return refused('account-locked', '账户已锁止，不再收存');
  const { amountFen, remark, paidAt } = deposit;
  const [serial = ''] = await bookLines(books, account, 'cash-desk', {
    at: paidAt,
    lines: [{ kind: 'deposit', amountFen, remark }],
  });
  await recordEffects(books, asked, 'deposit', [{ businessKey: serial, fen: amountFen }]);
  return done({ serial });
}
