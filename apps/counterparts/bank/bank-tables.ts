/** The bank's own books. Balances of accounts and of their contra places sum to zero at every commit. */
export const bankTables = `
create schema if not exists bank;
create sequence if not exists bank.account_number;
create table if not exists bank.account (
  account text primary key,
  number text not null unique,
  holder text not null,
  township_code text, township_name text, -- null: no deposits at the counter
  deposit_unit_fen bigint,                -- null: any amount
  opened_at bigint not null,
  locked_at bigint,                       -- null: not locked
  closing_at bigint,                      -- plan instant from which the closing statement is ready; null: not locked
  is_closing_stated boolean not null default false,
  balance_fen bigint not null default 0 check (balance_fen >= 0),
  lines integer not null default 0,
  last_booked_at bigint not null,
  statements integer not null default 0,
  last_stated_at bigint not null, last_stated_place integer not null default 0, last_stated_fen bigint not null default 0
);
create table if not exists bank.contra (
  account text not null references bank.account, place text not null,
  balance_fen bigint not null default 0,
  primary key (account, place)
);
create table if not exists bank.line (
  account text not null references bank.account, place integer not null,
  serial text not null unique, kind text not null,
  amount_fen bigint not null check (amount_fen <> 0), balance_fen bigint not null check (balance_fen >= 0),
  booked_at bigint not null, remark text not null,
  primary key (account, place)
);
create table if not exists bank.statement (
  account text not null references bank.account, number integer not null,
  is_closing boolean not null, file text not null,
  primary key (account, number)
);
-- One refund per payment (R-606): the constraint, whatever a caller does.
create table if not exists bank.returned (
  registration text primary key,
  account text not null references bank.account, fen bigint not null, reference text not null
);
`;

export const bankTableNames = ['bank.returned', 'bank.statement', 'bank.line', 'bank.contra', 'bank.account'] as const;
