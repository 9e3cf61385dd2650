-- breaking: no
-- What the vault keeps beside the log. The ciphertexts (sealed_row) came with 0001, their keys are in canbao_keys.
-- Here: who looked at personal data, and what was erased. Both are only ever added to.

create schema vault;

-- Next position of the access log. One row for the installation: positions are dense, so that the access log can
-- be proved like the event log. A reveal holds it for one insert.
create table vault.access_head (
  only_row boolean primary key default true check (only_row),
  next bigint not null default 0 check (next >= 0)
) with (fillfactor = 20);
insert into vault.access_head default values;

-- Written before anything is shown (R-202): it says who asked, also if the screen was never drawn.
create table vault.access_log (
  position bigint primary key check (position >= 0),  -- from 0, without gaps
  recorded_at timestamptz not null default clock_timestamp(),
  actor text not null check (actor <> ''),            -- account id
  why text not null check (why <> ''),
  case_number text,                                   -- null: the role needs no case
  campaign text collate "C" not null,
  grp smallint not null check (grp in (1, 2, 3)),     -- 1 identity, 2 category, 3 contact
  reach text not null check (reach in ('newest', 'history')),
  people uuid[] not null check (cardinality(people) > 0),
  count int not null generated always as (cardinality(people)) stored
);

-- Certificates of erasure (R-1004). They outlive the key database: after a restore of that one from a backup, every
-- erasure that stands here is done again.
create table vault.erasure (
  campaign text collate "C" not null,
  person uuid not null,
  grp smallint not null check (grp in (1, 2, 3)),
  basis text not null check (basis <> ''),
  asked_by text not null,
  approved_by text not null check (approved_by <> asked_by),
  keys_destroyed int not null check (keys_destroyed >= 0),
  index_rows_deleted int not null check (index_rows_deleted >= 0),
  ciphertexts_deleted int not null check (ciphertexts_deleted >= 0),
  erased_at timestamptz not null,                     -- when the keys were destroyed
  backup_days int not null check (backup_days >= 0),
  complete_on date not null,                          -- Asia/Shanghai: the last backup with the keys is gone
  primary key (campaign, person, grp)
);

create trigger append_only before update or delete or truncate on vault.access_log for each statement
  execute function refuse_change();
create trigger append_only before update or delete or truncate on vault.erasure for each statement
  execute function refuse_change();

grant usage on schema vault to canbao_writer, canbao_reader;
grant select, update on vault.access_head to canbao_writer;
grant select, insert on vault.access_log to canbao_writer;
grant select, insert on vault.erasure to canbao_writer;
grant select on vault.access_log, vault.erasure to canbao_reader;

-- Erasure is the one thing that deletes sealed rows.
grant delete on sealed_row to canbao_writer;
