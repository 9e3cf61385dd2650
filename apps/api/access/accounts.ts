import { createHash, randomBytes } from 'node:crypto';

import type { Role } from '@canbao/domain/campaign/role';
import type { EventLog } from '@canbao/event-log/open-event-log';

import type { Caller } from './caller.ts';

export type SessionLimits = {
  /** A session ends after so long without a request, and after so long in any case. */
  readonly idleMs: number;
  readonly absoluteMs: number;
};

export type Holder = {
  readonly account: string;
  readonly displayName: string;
  readonly role: Role;
  readonly unit: string;
  readonly holder: string | null;
};

/** Accounts, grants and sessions, read anew for every request: what was taken back is gone at once. */
export type Accounts = {
  callerOf(token: string): Promise<Caller | null>;
  /** Answers the cookie's token. */
  openSession(account: string): Promise<string>;
  endSession(token: string): Promise<void>;
  /** By the name as typed at sign-in; null for nobody. */
  signInOf(name: string): Promise<{ readonly account: string; readonly passwordHash: string } | null>;
  /** Who holds one of the roles in exactly this unit, or (`isBelow`) in it and below it. Ordered by holder and name. */
  holdersOf(unit: string, roles: readonly Role[], isBelow?: boolean): Promise<readonly Holder[]>;
  /** Display names by account id (`u_…`, the actor of events); unknown ones are absent. */
  displayNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

type CallerRow = { readonly id: string; readonly display_name: string; readonly grants: Caller['grants'] };

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export function accounts({ pool }: EventLog, limits: () => SessionLimits): Accounts {
  return {
    async callerOf(token) {
      const { rows } = await pool.query<CallerRow>(callerSql, [hashOf(token), limits().idleMs]);
      const row = rows[0];
      return row === undefined ? null : { account: row.id, displayName: row.display_name, grants: row.grants };
    },
    async openSession(account) {
      const token = randomBytes(32).toString('base64url');
      await pool.query(
        `insert into access.session (token_hash, account, expires_at)
         values ($1, $2, now() + $3 * interval '1 millisecond')`,
        [hashOf(token), account, limits().absoluteMs],
      );
      return token;
    },
    async endSession(token) {
      await pool.query('delete from access.session where token_hash = $1 or expires_at < now()', [hashOf(token)]);
    },
    async signInOf(name) {
      const { rows } = await pool.query<{ id: string; password_hash: string }>(
        'select id, password_hash from access.account where lower(name) = lower($1)',
        [name],
      );
      const row = rows[0];
      return row === undefined ? null : { account: row.id, passwordHash: row.password_hash };
    },
    async holdersOf(unit, roles, isBelow = false) {
      const { rows } = await pool.query<Holder>(holdersSql, [unit, roles, isBelow]);
      return rows;
    },
    async displayNames(ids) {
      const { rows } = await pool.query<{ id: string; display_name: string }>(
        'select id, display_name from access.account where id = any($1)',
        [[...new Set(ids)]],
      );
      return new Map(rows.map((row) => [row.id, row.display_name]));
    },
  };
}

// One statement, so that a request costs one round trip. The touch is no part of the answer: at most twice a minute.
const callerSql = `
  with known as (
    select s.token_hash, s.last_seen_at, a.id, a.display_name
    from access.session s join access.account a on a.id = s.account
    where s.token_hash = $1 and s.expires_at > now() and s.last_seen_at > now() - $2 * interval '1 millisecond'
  ),
  touched as (
    update access.session s set last_seen_at = now() from known k
    where s.token_hash = k.token_hash and k.last_seen_at < now() - interval '30 seconds'
  )
  select k.id, k.display_name, coalesce((
    select json_agg(json_build_object('role', g.role, 'unit', g.unit, 'holder', g.holder) order by g.unit, g.role)
    from access.access_grant g
    where g.account = k.id and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
  ), '[]'::json) as grants
  from known k`;

const holdersSql = `
  select a.id as account, a.display_name as "displayName", g.role, g.unit, g.holder
  from access.access_grant g join access.account a on a.id = g.account
  where g.role = any($2) and (g.unit = $1 or ($3 and starts_with(g.unit, $1 || '/')))
    and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
  order by g.unit, g.holder, a.id`;
