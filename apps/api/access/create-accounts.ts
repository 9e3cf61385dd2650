import type { EventLog } from '@canbao/event-log/open-event-log';

import type { Grant } from './grant.ts';

export type NewAccount = {
  /** `u_…`; the actor of events. */
  readonly id: string;
  /** Typed at sign-in. */
  readonly name: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly grants: readonly Grant[];
};

/**
 * Makes accounts with their grants, all in one transaction. Repeating it changes nothing but display names and
 * passwords: a grant that stands is not given twice, one that was withdrawn is given anew.
 */
export async function createAccounts({ pool }: EventLog, accounts: readonly NewAccount[]): Promise<void> {
  const grants = accounts.flatMap(({ id, grants }) => grants.map((grant) => ({ account: id, ...grant })));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into access.account (id, name, display_name, password_hash)
       select id, name, "displayName", "passwordHash"
       from jsonb_to_recordset($1) as made (id text, name text, "displayName" text, "passwordHash" text)
       on conflict (id) do update set display_name = excluded.display_name, password_hash = excluded.password_hash`,
      [JSON.stringify(accounts)],
    );
    await client.query(
      `insert into access.access_grant (account, role, unit, holder)
       select account, role, unit, holder
       from jsonb_to_recordset($1) as made (account text, role text, unit text, holder text)
       where not exists (
         select from access.access_grant g
         where g.account = made.account and g.role = made.role and g.unit = made.unit
           and g.holder is not distinct from made.holder and g.valid_until is null
       )`,
      [JSON.stringify(grants)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
