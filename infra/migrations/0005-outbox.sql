-- breaking: no
-- What we asked of outside parties, by business key: written before the call, answered after it (temporal.md 8). An
-- entry without an answer is *unknown*: asked with the same key until it is known. `answer` holds references and
-- counts, never personal data; verdicts go straight into the log.

create table outbox (
  campaign text collate "C" not null,
  key text collate "C" not null check (key <> ''),
  party text not null check (party in ('bank', 'tax', 'insurance', 'register')),
  request_digest bytea not null check (octet_length(request_digest) = 32),
  state text not null check (state in ('asked', 'done', 'refused')),
  answer jsonb,                                       -- null: no answer yet, the outcome is unknown
  asked_at timestamptz not null default now(),
  answered_at timestamptz,                            -- null: as above
  attempts int not null default 1 check (attempts > 0),
  primary key (campaign, key),
  check ((state = 'asked') = (answer is null)),
  check ((answer is null) = (answered_at is null))
);

create index outbox_unanswered on outbox (campaign, asked_at) where state = 'asked';

grant select, insert, update on outbox to canbao_writer;
grant select on outbox to canbao_reader;
