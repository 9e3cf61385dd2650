-- breaking: no
-- One data key per uploaded file, wrapped by the key file's key; goes when the file has been taken into the log.
create table file_key (
  campaign text collate "C" not null,
  id text collate "C" not null check (id <> ''),
  wrap_version smallint not null,                  -- key_file.version of purpose 'wrap'
  wrapped bytea not null check (octet_length(wrapped) = 65),
  created_at timestamptz not null default now(),
  primary key (campaign, id)
);

grant select, insert, delete on file_key to canbao_vault;
