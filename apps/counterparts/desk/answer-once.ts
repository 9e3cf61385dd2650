import type { Pool, PoolClient } from 'pg';

import { inTransaction } from '../books/in-transaction.ts';
import type { Asked } from './asked.ts';
import type { Outcome } from './outcome.ts';

export type Answered = { readonly status: number; readonly text: string };
export type Act = (books: PoolClient, asked: Asked) => Promise<Outcome>;

/**
 * A keyed request: effect, key and answer commit together. The same key again gets the stored answer, the same key with
 * another body 409. A second request that arrives meanwhile waits on the key's row and then finds the first answer. A
 * misshapen body throws before anything is stored, so its key stays free.
 */
export const answerOnce = (pool: Pool, asked: Asked, act: Act): Promise<Answered> =>
  inTransaction(pool, async (books) => {
    const claimed = await books.query(
      `insert into desk.keyed_answer (party, key, kind, body_sha256) values ($1, $2, $3, $4) on conflict do nothing`,
      [asked.party, asked.key, asked.kind, asked.bodySha256],
    );
    if (claimed.rowCount === 0) return repeated(books, asked);
    const { status, answer, duplicates } = await act(books, asked);
    const text = JSON.stringify(answer);
    await books.query(
      `update desk.keyed_answer set status = $3, answer = $4, duplicates = $5 where party = $1 and key = $2`,
      [asked.party, asked.key, status, text, duplicates],
    );
    return { status, text };
  });

async function repeated(books: PoolClient, asked: Asked): Promise<Answered> {
  const { rows } = await books.query<{ status: number; answer: string }>(
    `update desk.keyed_answer set repeats = repeats + 1
     where party = $1 and key = $2 and kind = $3 and body_sha256 = $4 returning status, answer`,
    [asked.party, asked.key, asked.kind, asked.bodySha256],
  );
  const [first] = rows;
  if (first) return { status: first.status, text: first.answer };
  return { status: 409, text: JSON.stringify({ code: 'key-used', reason: '该请求号已用于另一笔业务' }) };
}
