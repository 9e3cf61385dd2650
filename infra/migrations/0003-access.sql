-- breaking: no
-- Who may sign in, as whom, and what for (R-201, R-202). No payer is in here: a payer asks with two factors (R-903).

create schema access;

create table access.account (
  id text collate "C" primary key check (id ~ '^[a-z][0-9a-z_-]{0,59}$'),  -- u_7f3c: the actor of events and of the access log
  name text not null check (name = btrim(name) and length(name) between 1 and 60),  -- typed at sign-in
  display_name text not null check (display_name <> ''),
  password_hash text not null check (password_hash like '$argon2id$%'),    -- PHC string: parameters, salt, hash
  created_at timestamptz not null default now()
);

-- Two accounts never differ by case alone; sign-in looks up lower(name).
create unique index account_name on access.account (lower(name));

-- A grant is (account, role, unit, from, until). A request passes when one grant covers both role and unit.
-- Withdrawn by setting valid_until, never deleted: who held what when is part of the history.
create table access.access_grant (
  id bigint primary key generated always as identity,
  account text collate "C" not null references access.account,
  role text collate "C" not null check (role ~ '^[a-z]+(-[a-z]+)*$'),      -- a word of R-202, as in the domain's list
  unit text collate "C" not null check (unit ~ '^[0-9A-Za-z]+(/[0-9A-Za-z]+)*$'),  -- 411722, 411722/101, 411722/101/03
  holder text collate "C" check (holder <> ''),  -- agent id or sponsor department; null: the unit says it all
  valid_from timestamptz not null default now(),
  valid_until timestamptz,                       -- first instant at which it no longer holds; null: until withdrawn
  check (valid_until > valid_from),
  unique nulls not distinct (account, role, unit, holder, valid_from)
);

-- Whom a reminder or an approval can go to: everybody with a role in a unit.
create index access_grant_role_unit on access.access_grant (role, unit);

-- A signed-in browser. The token itself is only in its cookie.
create table access.session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),      -- SHA-256 of 32 random bytes or more
  account text collate "C" not null references access.account,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),                         -- idle for too long ends it
  expires_at timestamptz not null,                                         -- the end in any case
  check (expires_at > created_at and last_seen_at >= created_at)
) with (fillfactor = 70);                                                  -- last_seen_at moves: stay on the page

-- Signing an account out everywhere; sweeping what has ended.
create index session_account on access.session (account);
create index session_expires_at on access.session (expires_at);

-- Failed sign-ins, to slow the next one down; old rows are swept. A subject is the HMAC-SHA-256 of the name as typed,
-- or of the address it came from: people type ID numbers and passwords into the field for the name.
create table access.sign_in_failure (
  subject bytea not null check (octet_length(subject) = 32),
  failed_at timestamptz not null default now()
);

create index sign_in_failure_subject on access.sign_in_failure (subject, failed_at);

grant usage on schema access to canbao_writer, canbao_reader;
grant select, insert on access.account, access.access_grant to canbao_writer;
grant update (display_name, password_hash) on access.account to canbao_writer;
grant update (valid_until) on access.access_grant to canbao_writer;
grant select, insert, update, delete on access.session to canbao_writer;
grant select, insert, delete on access.sign_in_failure to canbao_writer;

-- Readers see everything but what a password could be guessed from.
grant select (id, name, display_name, created_at) on access.account to canbao_reader;
grant select on access.access_grant, access.session to canbao_reader;
