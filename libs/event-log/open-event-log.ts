import { Pool } from 'pg';
import { type CodeBook, codeBook } from './code-book.internal.ts';
import { connectionSettings } from './connection-settings.internal.ts';

/** A database of logs, opened for one role. Functions of this library take it as their first argument. */
export type EventLog = {
  readonly url: string;
  readonly applicationName: string;
  /** Connections for reading; lanes and bulk runs have their own. Other libraries may borrow them. */
  readonly pool: Pool;
  readonly codes: CodeBook;
  /** Number of a campaign by its code, or undefined: no log. Remembered, for it never changes. */
  campaignNumber(code: string): Promise<number | undefined>;
  /** Closes the reading connections. Close lanes and bulk runs first. */
  close(): Promise<void>;
};

export type EventLogOptions = {
  /** Reading connections at most; default 4. */
  readonly connections?: number;
  /** Name shown in `pg_stat_activity`; default `canbao`. */
  readonly applicationName?: string;
};

/** Opens the log behind `url` and proves that it answers; rejects if it does not. */
export async function openEventLog(url: string, options: EventLogOptions = {}): Promise<EventLog> {
  const applicationName = options.applicationName ?? 'canbao';
  const pool = new Pool({ ...connectionSettings(url, applicationName), max: options.connections ?? 4 });
  // A connection that breaks, at rest or lent between two statements of a transaction, is dropped by the pool, and the
  // next query opens another: nothing to do here, but without listeners the process would end.
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  const numbers = new Map<string, number>();
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    url,
    applicationName,
    pool,
    codes: codeBook(pool),
    async campaignNumber(code) {
      const known = numbers.get(code);
      if (known !== undefined) return known;
      const { rows } = await pool.query<{ campaign: number }>('select campaign from log where code = $1', [code]);
      const found = rows[0]?.campaign;
      if (found !== undefined) numbers.set(code, found);
      return found;
    },
    close: () => pool.end(),
  };
}
