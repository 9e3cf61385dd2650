-- breaking: no
-- First answers of commands by their key. The log knows the ids of what was appended; here stands also what a workflow
-- was asked for, so that the same key with another body is refused instead of answered with something else. Losing
-- this table loses nothing but wording: an unanswered command is decided again under the same id.

create table access.command_answer (
  id uuid primary key,
  account text collate "C" not null references access.account,
  digest bytea not null check (octet_length(digest) = 32),  -- HMAC-SHA-256 of method, path and body
  first_at timestamptz not null,
  answer jsonb                                              -- null: not answered yet, or refused
) with (fillfactor = 70);

grant select, insert, update (answer) on access.command_answer to canbao_writer;
