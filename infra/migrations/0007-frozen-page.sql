-- breaking: no
-- Whom a page of a hand-over is about, frozen before anybody outside is asked (R-605): whatever moves meanwhile, every
-- attempt sends the same page. Registrations, person keys and fen only.

create table frozen_page (
  campaign text collate "C" not null,
  key text collate "C" not null check (key <> ''),    -- `<run>/<page>`
  rows jsonb not null,
  frozen_at timestamptz not null default now(),
  primary key (campaign, key)
);

grant select, insert on frozen_page to canbao_writer;
grant select on frozen_page to canbao_reader;
