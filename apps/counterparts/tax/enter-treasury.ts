import { Misshapen } from '@canbao/connectors/misshapen';
import type { PoolClient } from 'pg';

import { bookLines } from '../bank/book-lines.ts';
import { holdAccount } from '../bank/pending-account.ts';
import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';

/**
 * a page's money leaves the pending account for the treasury, in the bank's books and in the tax authority's at
 * once. A page that was entered under another key is refused, also with the same list.
 */
export async function enterTreasury(books: PoolClient, asked: Asked): Promise<Outcome> {
  const { body } = asked;
  const page = body.text('page');
  const people = body.whole('people');
  const fen = body.whole('fen');
  const listSha256 = body.text('listSha256');
  if (people <= 0 || fen <= 0) throw new Misshapen('people or fen');
  if (!/^[0-9a-f]{64}$/.test(listSha256)) throw new Misshapen('listSha256');
  const account = await holdAccount(books, body.text('account'));
  if (!account) return refused('unknown-account', '没有这个账户');
  const { rows: earlier } = await books.query<{ reference: string }>(
    'select reference from tax.entry where page = $1',
    [page],
  );
  const [entered] = earlier;
  if (entered) return refused('page-entered-before', `该页已入库，凭证号 ${entered.reference}`, 1);
  if (fen > account.balanceFen) return refused('balance-too-low', '待解专户余额不足');
  const { rows } = await books.query<{ reference: string }>(
    `insert into tax.entry (page, account, people, fen, list_sha256, reference)
     values ($1, $2, $3, $4, $5, 'GK' || lpad(nextval('tax.entry_number')::text, 10, '0')) returning reference`,
    [page, account.account, people, fen, listSha256],
  );
  const reference = rows[0]?.reference ?? '';
  const line = { kind: 'treasury' as const, amountFen: -fen, remark: `缴入国库 ${people} 人 ${reference}` };
  await bookLines(books, account, 'treasury', { at: asked.planAt, lines: [line] });
  await recordEffects(books, asked, 'treasury-entry', [{ businessKey: page, fen }]);
  return done({ control: { rows: people, fen }, page, listSha256, reference });
}
