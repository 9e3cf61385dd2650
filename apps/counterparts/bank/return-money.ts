import { Misshapen } from '@canbao/connectors/misshapen';
import type { PoolClient } from 'pg';

import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';
import { bookLines } from './book-lines.ts';
import { holdAccount } from './pending-account.ts';

const mostItems = 1_000;
type Item = { readonly registration: string; readonly fen: number };

/** a page of refunds to the health centre's account, all or none; what was returned before keeps its reference. */
export async function returnMoney(books: PoolClient, asked: Asked): Promise<Outcome> {
  const items = readItems(asked);
  const account = await holdAccount(books, asked.body.text('account'));
  if (!account) return refused('unknown-account', '没有这个账户');
  const earlier = await returnedBefore(books, items);
  const differs = items.some(({ registration, fen }) => {
    const known = earlier.get(registration);
    return known !== undefined && (known.account !== account.account || known.fen !== fen);
  });
  if (differs) return refused('already-returned', '其中有款项已按其他金额或从其他账户退回', earlier.size);
  const fresh = items.filter(({ registration }) => !earlier.has(registration));
  const sumFen = fresh.reduce((sum, { fen }) => sum + fen, 0);
  if (sumFen > account.balanceFen) return refused('balance-too-low', '账户余额不足');
  const lines = fresh.map(({ registration, fen }) => ({
    kind: 'returned' as const,
    amountFen: -fen,
    remark: `退回卫生院 ${registration}`,
  }));
  const serials =
    fresh.length === 0 ? [] : await bookLines(books, account, 'health-centre', { at: asked.planAt, lines });
  await books.query(
    `insert into bank.returned (registration, account, fen, reference)
     select r.registration, $1, r.fen, r.reference from unnest($2::text[], $3::bigint[], $4::text[]) as r (registration, fen, reference)`,
    [account.account, fresh.map(({ registration }) => registration), fresh.map(({ fen }) => fen), serials],
  );
  await recordEffects(
    books,
    asked,
    'return',
    fresh.map(({ registration, fen }) => ({ businessKey: registration, fen })),
  );
  const newly = new Map(fresh.map(({ registration }, index) => [registration, serials[index] ?? '']));
  const references = items.map(({ registration }) => ({
    registration,
    reference: newly.get(registration) ?? earlier.get(registration)?.reference ?? '',
  }));
  const control = { rows: items.length, fen: items.reduce((sum, { fen }) => sum + fen, 0) };
  return done({ control, references }, earlier.size);
}

function readItems({ body }: Asked): readonly Item[] {
  const items = body.list('items', (item) => ({ registration: item.text('registration'), fen: item.whole('fen') }));
  const isSound = items.length > 0 && items.length <= mostItems && items.every(({ fen }) => fen > 0);
  if (!isSound || new Set(items.map(({ registration }) => registration)).size !== items.length)
    throw new Misshapen('items');
  return items;
}

async function returnedBefore(books: PoolClient, items: readonly Item[]) {
  const { rows } = await books.query<{ registration: string; account: string; fen: string; reference: string }>(
    'select registration, account, fen, reference from bank.returned where registration = any ($1::text[])',
    [items.map(({ registration }) => registration)],
  );
  return new Map(rows.map((row) => [row.registration, { ...row, fen: Number(row.fen) }]));
}
