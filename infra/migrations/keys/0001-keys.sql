-- breaking: no
-- Key database (canbao_keys), apart from the log so that its backups can be short-lived: an erasure is complete only
-- when the last backup with the key is gone. Nothing here opens without the key file, and no row names anybody
-- without the index file.

-- Which key files this database was written with. A vault with another file is refused before it takes any work:
-- a wrong index file would find nobody and create everybody a second time.
create table key_file (
  purpose text not null check (purpose in ('wrap', 'index')),
  version smallint not null check (version > 0),
  fingerprint bytea not null check (octet_length(fingerprint) = 16),
  first_used_at timestamptz not null default now(),
  primary key (purpose, version),
  unique (purpose, fingerprint)
);

-- One data key per person, group and version, wrapped by the key file's key. A correction makes the next version;
-- erasing a group deletes all of them. A key whose append was refused has no sealed_row and opens nothing.
create table wrapped_key (
  campaign text collate "C" not null,
  person uuid not null,
  grp smallint not null check (grp in (1, 2, 3)),  -- 1 identity, 2 category, 3 contact
  key_version int not null check (key_version > 0),
  wrap_version smallint not null,                  -- key_file.version of purpose 'wrap'
  wrapped bytea not null check (octet_length(wrapped) = 65),
  created_at timestamptz not null default now(),
  primary key (campaign, person, grp, key_version)
);

-- HMAC of document type and number -> person. As secret as the number itself: no export, no log.
-- A corrected number adds a row and removes the wrong one (R-406).
create table blind_index (
  campaign text collate "C" not null,
  index bytea not null check (octet_length(index) = 16),
  person uuid not null,
  primary key (campaign, index)
);

-- All numbers of a person, for erasure.
create index blind_index_person on blind_index (campaign, person);

-- Groups that were erased: nothing is sealed for them any more, and a missing key is told from a lost one.
create table erased_group (
  campaign text collate "C" not null,
  person uuid not null,
  grp smallint not null check (grp in (1, 2, 3)),
  keys_destroyed int not null check (keys_destroyed >= 0),
  index_rows_deleted int not null check (index_rows_deleted >= 0),
  erased_at timestamptz not null default now(),
  primary key (campaign, person, grp)
);

grant select, insert on key_file to canbao_vault;
-- Deleting is erasure; nobody updates a key or moves an index row to another person.
grant select, insert, delete on wrapped_key to canbao_vault;
grant select, insert, delete on blind_index to canbao_vault;
grant select, insert on erased_group to canbao_vault;

-- A frozen process must not hold up an erasure, nor an erasure everybody.
alter role canbao_vault set statement_timeout = '5s';
alter role canbao_vault set lock_timeout = '3s';
alter role canbao_vault set idle_in_transaction_session_timeout = '5s';
alter role canbao_vault set jit = off;
