/** What every party's desk keeps beside its own books. Created at start; nothing here is ever migrated, only reset. */
export const booksTables = `
create schema if not exists desk;
create table if not exists desk.fault_setting (
  only_one boolean primary key default true check (only_one),
  mode text not null,
  seed bigint not null,
  rate double precision not null
);
-- One row a key: how often it was asked. Attempts number the draws of faults.
create table if not exists desk.call_made (
  party text not null, kind text not null, key text not null,
  attempts integer not null,
  primary key (party, kind, key)
);
create table if not exists desk.fault_drawn (
  party text not null, kind text not null, key text not null, attempt integer not null,
  mode text not null,
  drawn_at timestamptz not null default now()
);
-- Effect, key and answer are of one transaction. The body is kept as a digest: it may hold personal data.
create table if not exists desk.keyed_answer (
  party text not null, key text not null, kind text not null,
  body_sha256 text not null,
  status integer, -- null only inside the transaction that makes it
  answer text,    -- null as above
  repeats integer not null default 0,
  duplicates integer not null default 0,
  primary key (party, key)
);
-- Every effect by business key, on purpose without a unique constraint: the harness counts here what really happened.
create table if not exists desk.effect (
  party text not null, kind text not null, business_key text not null,
  key text not null, fen bigint, -- null where the effect moves no money
  plan_at bigint not null
);
create index if not exists effect_by_business_key on desk.effect (party, kind, business_key);
`;

export const booksTableNames = ['desk.call_made', 'desk.fault_drawn', 'desk.keyed_answer', 'desk.effect'] as const;
