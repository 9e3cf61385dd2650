import { createHmac, randomBytes } from 'node:crypto';

import type { EventLog } from '@canbao/event-log/open-event-log';

/** Failures within a quarter of an hour that cost nothing, by name and by address (many people share one). */
const FREE = { name: 3, address: 30 } as const;
const LONGEST_S = 60;

/**
 * Slows sign-in down after failures instead of locking: a stranger must not be able to lock somebody out. From the
 * fourth failure of a name on the next try waits 1, 2, 4 … 60 seconds. Names and addresses are kept as an HMAC under a
 * key of this process: a restart forgives, and nobody reads from the table what was typed into the field for the name.
 */
export type SlowDown = {
  /** Seconds to wait before this try; 0 = go on. */
  waitS(name: string, address: string): Promise<number>;
  failed(name: string, address: string): Promise<void>;
  succeeded(name: string): Promise<void>;
};

type Row = { readonly failures: number; readonly since_s: number };

export function slowDown({ pool }: EventLog): SlowDown {
  const key = randomBytes(32);
  const subject = (kind: 'name' | 'address', text: string): Buffer =>
    createHmac('sha256', key).update(`${kind}|${text.trim().toLowerCase()}`).digest();

  async function waitOf(kind: 'name' | 'address', text: string): Promise<number> {
    const { rows } = await pool.query<Row>(
      `select count(*)::int as failures, coalesce(extract(epoch from now() - max(failed_at)), 0)::float8 as since_s
       from access.sign_in_failure where subject = $1 and failed_at > now() - interval '15 minutes'`,
      [subject(kind, text)],
    );
    const { failures, since_s: sinceS } = rows[0]!;
    if (failures <= FREE[kind]) return 0;
    return Math.max(0, Math.ceil(Math.min(2 ** (failures - FREE[kind] - 1), LONGEST_S) - sinceS));
  }

  return {
    async waitS(name, address) {
      return Math.max(await waitOf('name', name), await waitOf('address', address));
    },
    async failed(name, address) {
      await pool.query(
        `with swept as (delete from access.sign_in_failure where failed_at < now() - interval '1 hour')
         insert into access.sign_in_failure (subject) values ($1), ($2)`,
        [subject('name', name), subject('address', address)],
      );
    },
    async succeeded(name) {
      await pool.query('delete from access.sign_in_failure where subject = $1', [subject('name', name)]);
    },
  };
}
