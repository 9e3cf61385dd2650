-- breaking: no
-- Village files on their way into the log (R-403). Working data: a file stands here, sealed, until each of its rows has
-- an outcome; then it is dropped, because nobody could be erased from inside it (R-1004). Its digest stays in the log.

create table vault.upload (
  campaign text collate "C" not null,
  id text collate "C" not null check (id <> ''),      -- the intake's id: first 16 hex digits of the file's sha256
  ciphertext bytea not null,                          -- under a data key of its own, wrapped in canbao_keys.file_key
  kept_at timestamptz not null default now(),
  primary key (campaign, id)
);

grant select, insert, delete on vault.upload to canbao_writer;
