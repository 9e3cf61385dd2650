import type { EventLog } from '@canbao/event-log/open-event-log';

type Begun =
  | { readonly kind: 'go'; readonly firstAt: number }
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'other-body' };

/**
 * First answers by command id. A command that was begun and not answered (its process died, or it was refused) is
 * decided again under the same id; log and engine know what was done. So losing this table loses nothing but wording.
 */
export type Commands = {
  begin(command: { readonly id: string; readonly account: string; readonly digest: Buffer }): Promise<Begun>;
  end(id: string, answer: unknown): Promise<void>;
};

type Row = {
  readonly account: string;
  readonly digest: Buffer;
  readonly first_at: Date;
  readonly answer: unknown;
};

export const commands = ({ pool }: EventLog): Commands => ({
  async begin({ id, account, digest }) {
    const firstAt = new Date();
    const inserted = await pool.query(
      `insert into access.command_answer (id, account, digest, first_at) values ($1, $2, $3, $4)
       on conflict (id) do nothing`,
      [id, account, digest, firstAt],
    );
    if (inserted.rowCount === 1) return { kind: 'go', firstAt: firstAt.getTime() };
    // Another statement, so that it sees what came in between: everything made of the command hangs on its first instant.
    const { rows } = await pool.query<Row>(
      'select account, digest, first_at, answer from access.command_answer where id = $1',
      [id],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('a command’s row is there and cannot be read');
    if (row.account !== account || !row.digest.equals(digest)) return { kind: 'other-body' };
    if (row.answer !== null) return { kind: 'answered', answer: row.answer };
    return { kind: 'go', firstAt: row.first_at.getTime() };
  },
  async end(id, answer) {
    await pool.query('update access.command_answer set answer = $2 where id = $1', [id, JSON.stringify(answer)]);
  },
});
