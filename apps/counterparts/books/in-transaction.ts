import type { Pool, PoolClient } from 'pg';

/** Runs in one transaction; commits what `run` answers, rolls back what it throws. */
export async function inTransaction<Answer>(pool: Pool, run: (books: PoolClient) => Promise<Answer>): Promise<Answer> {
  const books = await pool.connect();
  try {
    await books.query('begin');
    const answer = await run(books);
    await books.query('commit');
    books.release();
    return answer;
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    await books.query('rollback').then(
      () => books.release(),
      () => books.release(true),
    );
    throw error;
  }
}
