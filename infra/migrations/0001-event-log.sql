-- breaking: no
-- The event log: one per campaign, dense positions, append-only. Never rebuilt, so read libs/event-log/README.md first.
-- Roles canbao_writer, canbao_reader and canbao_projector exist already.

create table log (
  campaign int primary key,
  code text collate "C" not null unique check (code ~ '^[0-9A-Za-z][0-9A-Za-z-]{0,39}$'),  -- 411722-2020
  head bigint not null default 0 check (head >= 0),   -- the next position = the number of events
  closed_at timestamptz                               -- null: open
) with (fillfactor = 20);                             -- head moves with every append: stay on the page

create table event_type (
  code smallint primary key generated always as identity,
  name text collate "C" not null unique check (name ~ '^[A-Za-z][0-9A-Za-z]{0,63}$')
);

create table claim_kind (
  code smallint primary key generated always as identity,
  name text collate "C" not null unique check (name ~ '^[a-z][0-9a-z-]{0,63}$')
);

-- Every word that begins a stream's name, under the bits that stand for it in stream_key: no two words share them.
create table stream_word (
  code int primary key check (code between 0 and 1048575),
  word text collate "C" not null check (word ~ '^[a-z]{1,32}$')
);

create table event (
  campaign int not null,
  position bigint not null check (position >= 0),     -- = leaf index
  stream uuid not null,                               -- stream_key of the leaf's stream
  version int not null check (version > 0),
  type smallint not null,
  schema_version smallint not null,
  unit text collate "C" not null,
  person uuid,                                        -- null: the event is about nobody
  amount_fen bigint,                                  -- null: the event moves no amount
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  command uuid not null,
  leaf bytea not null check (octet_length(leaf) <= 16384),
  leaf_hash bytea not null generated always as (sha256('\x00'::bytea || leaf)) stored,  -- RFC 6962 leaf hash
  primary key (campaign, position),
  unique (campaign, stream, version)
) partition by list (campaign);

create table command (
  campaign int not null,
  id uuid not null,
  digest bytea not null,
  first_position bigint not null,
  events int not null check (events > 0),
  refused text,                                       -- JSON: the rows that a bulk page left out; null: none
  primary key (campaign, id)
) partition by list (campaign);

create table claim (
  campaign int not null,
  kind smallint not null,
  key text collate "C" not null,
  position bigint not null,                           -- first event of the request that claimed
  primary key (campaign, kind, key)
) partition by list (campaign);

-- Opaque bytes of the vault. The only rows here that erasure deletes.
create table sealed_row (
  campaign int not null,
  person uuid not null,
  grp smallint not null,
  key_version int not null check (key_version > 0),
  ciphertext bytea not null,
  primary key (campaign, person, grp, key_version)
) partition by list (campaign);

-- Append-only is a grant, and for the owner, who needs none, a trigger. Statement triggers do not reach partitions
-- that are named themselves, so open_log makes them there again.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'CL001';
end $$;

create trigger append_only before update or delete or truncate on event for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on command for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on event_type for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on claim_kind for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on stream_word for each statement execute function refuse_change();
create trigger append_only before truncate on claim for each statement execute function refuse_change();
create trigger append_only before delete or truncate on log for each statement execute function refuse_change();

-- A head that falls back would give positions twice.
create function refuse_lower_head() returns trigger language plpgsql as $$
begin
  raise exception 'the head of log % only grows', old.code using errcode = 'CL001';
end $$;

create trigger head_only_grows before update on log for each row
  when (new.head < old.head or new.campaign <> old.campaign or new.code <> old.code)
  execute function refuse_lower_head();

-- The key of a stream's name; null for a name that has none. Layout and twin: libs/event-log/stream-key.ts.
create function stream_key(p_name text) returns uuid
language sql immutable strict parallel safe as $$
  with part as (
    select n.p[1] as word, n.p[2] as rest,
      ('x' || left(encode(sha256(decode(n.p[1], 'escape')), 'hex'), 8))::bit(32) as hash,
      n.p[2] ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' as is_uuid
    from (select regexp_match(p_name, '^([a-z]{1,32})-([-0-9A-Za-z]*)$') as p) n
  ),
  bits as (
    select case
      when is_uuid and rest ~ '^0[0-3][0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]' then
        b'1' || substring(hash from 1 for 11)
        || substring(('x' || replace(left(rest, 13), '-', ''))::bit(48) from 7)
        || ('x' || substring(rest from 16 for 3))::bit(12)
        || substring(('x' || substring(rest from 20 for 4) || right(rest, 12))::bit(64) from 3)
      when not is_uuid and length(rest) <= 18 then
        b'0' || substring(hash from 1 for 19) || (
          select string_agg(
            case when i > length(rest) then b'000000' else
              strpos('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', substring(rest from i for 1))::bit(6)
            end::text, '' order by i)::bit(108)
          from generate_series(1, 18) i)
      end as b
    from part
  )
  select (
    lpad(to_hex(substring(b from 1 for 64)::bit(64)::bigint), 16, '0')
    || lpad(to_hex(substring(b from 65 for 64)::bit(64)::bigint), 16, '0'))::uuid
  from bits
$$;

-- Codes of the dictionaries: the same name has one code for ever. Creates what is new.
create function event_type_code(p_name text) returns smallint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  known smallint;
begin
  select code into known from event_type where name = p_name;
  if not found then
    insert into event_type (name) values (p_name) on conflict (name) do nothing;
    select code into strict known from event_type where name = p_name;
  end if;
  return known;
end $$;

create function claim_kind_code(p_name text) returns smallint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  known smallint;
begin
  select code into known from claim_kind where name = p_name;
  if not found then
    insert into claim_kind (name) values (p_name) on conflict (name) do nothing;
    select code into strict known from claim_kind where name = p_name;
  end if;
  return known;
end $$;

-- Who holds the bits of a word: the word itself, or the earlier one with the same bits.
create function stream_word_of(p_code int, p_word text) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  holder text;
begin
  select word into holder from stream_word where code = p_code;
  if not found then
    insert into stream_word (code, word) values (p_code, p_word) on conflict (code) do nothing;
    select word into strict holder from stream_word where code = p_code;
  end if;
  return holder;
end $$;

-- Opens the log of a campaign, or finds it. Partitions are made alone and attached: appends elsewhere go on.
create function open_log(p_code text) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  number int;
  parent text;
  leaf text;
begin
  select campaign into number from log where code = p_code;
  if found then
    return number;
  end if;
  perform pg_advisory_xact_lock(hashtext('canbao/open-log'));
  select campaign into number from log where code = p_code;
  if found then
    return number;
  end if;
  select coalesce(max(campaign), 0) + 1 into number from log;
  foreach parent in array array['event', 'command', 'claim', 'sealed_row'] loop
    leaf := parent || '_' || number;
    execute format('create table public.%I (like public.%I including all, constraint %I check (campaign = %s))',
      leaf, parent, leaf || '_campaign', number);
    execute format('alter table public.%I attach partition public.%I for values in (%s)', parent, leaf, number);
    execute format('alter table public.%I set (autovacuum_vacuum_insert_scale_factor = 0.05)', leaf);
    execute format('grant select, insert on public.%I to canbao_writer', leaf);
  end loop;
  execute format('create trigger append_only before update or delete or truncate on public.%I for each statement
    execute function public.refuse_change()', 'event_' || number);
  execute format('create trigger append_only before update or delete or truncate on public.%I for each statement
    execute function public.refuse_change()', 'command_' || number);
  execute format('create trigger append_only before truncate on public.%I for each statement
    execute function public.refuse_change()', 'claim_' || number);
  insert into log (campaign, code) values (number, p_code);
  return number;
end $$;

create type append_answer as (
  request int,
  outcome text,             -- appended, repeated, other-body, closed, stale, taken, not-held
  first_position bigint,    -- of appended and repeated
  events int,
  stream uuid,              -- of stale
  version int,
  claim int                 -- of taken and not-held: its place in the list
);

-- One flush of a lane: many requests, one commit. Every request gets one answer; the refused ones leave no trace, the
-- others get dense positions. The lane sends each stream, command and claim at most once per flush.
-- Texts are joined by U+001E, which canonical JSON never holds: the driver escapes every element of a text array.
-- Plan: forced generic, and index or nothing. Prepared on an empty table the checks once turned into scans.
create function append_flush(
  p_campaign int,
  p_command uuid[], p_digest bytea[],                                        -- per request, numbered from 1
  p_request int[], p_stream uuid[], p_version int[], p_type smallint[], p_schema_version smallint[],  -- per event
  p_unit text, p_person uuid[], p_amount_fen bigint[], p_occurred_at timestamptz[], p_recorded_at timestamptz[],
  p_leaf text,
  p_claim_request int[], p_claim_kind smallint[], p_claim_key text, p_claim_held boolean[],  -- null: none; held: a release
  p_sealed_request int[], p_sealed_person uuid[], p_sealed_grp smallint[], p_sealed_key_version int[],
  p_sealed_ciphertext bytea[]                                                -- null: none
) returns setof append_answer
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  base bigint;
  is_closed boolean;
  blocked_request int[];
  blocked_claim int[];
  blocked_outcome text[];
  answers append_answer[];
begin
  select l.head, l.closed_at is not null into base, is_closed from log l where l.campaign = p_campaign for update;
  if not found then
    raise exception 'no log %', p_campaign using errcode = 'CL002';
  end if;

  -- Under the lock each statement sees every earlier append (READ COMMITTED), so from here a check stays true.
  if p_claim_request is not null then
    select array_agg(b.request), array_agg(b.n), array_agg(b.outcome) into blocked_request, blocked_claim, blocked_outcome
    from (
      select distinct on (c.request) c.request, c.n, case when c.held then 'not-held' else 'taken' end as outcome
      from unnest(p_claim_request, p_claim_kind, string_to_array(p_claim_key, E'\x1e'), p_claim_held)
        with ordinality c(request, kind, key, held, n)
      left join lateral (
        select true as stands from claim k
        where k.campaign = p_campaign and k.kind = c.kind and k.key = c.key
        order by k.key limit 1
      ) k on true
      where (k.stands is not null) <> c.held
      order by c.request, c.n
    ) b;
  end if;

  with asked as materialized (
    select a.request::int as request, a.command, a.digest
    from unnest(p_command, p_digest) with ordinality a(command, digest, request)
  ),
  line as materialized (
    select l.*
    from unnest(p_request, p_stream, p_version, p_type, p_schema_version, string_to_array(p_unit, E'\x1e'), p_person,
      p_amount_fen, p_occurred_at, p_recorded_at, string_to_array(p_leaf, E'\x1e')) with ordinality
      l(request, stream, version, type, schema_version, unit, person, amount_fen, occurred_at, recorded_at, leaf, n)
  ),
  known as materialized (
    select a.request, k.digest = a.digest as is_same, k.first_position, k.events
    from asked a
    cross join lateral (
      select c.digest, c.first_position, c.events from command c
      where c.campaign = p_campaign and c.id = a.command
      order by c.id limit 1
    ) k
  ),
  stale as materialized (
    select distinct on (f.request) f.request, f.stream, coalesce(tip.version, 0) as version
    from (select l.request, l.stream, min(l.version) as first, min(l.n) as n from line l group by 1, 2) f
    left join lateral (
      select e.version from event e
      where e.campaign = p_campaign and e.stream = f.stream
      order by e.version desc limit 1
    ) tip on true
    where coalesce(tip.version, 0) <> f.first - 1
    order by f.request, f.n
  ),
  blocked as materialized (
    select b.request, b.claim, b.outcome
    from unnest(blocked_request, blocked_claim, blocked_outcome) b(request, claim, outcome)
  ),
  accepted as materialized (
    select l.*, base + row_number() over (order by l.n) - 1 as position
    from line l
    where not is_closed
      and l.request not in (select k.request from known k)
      and l.request not in (select s.request from stale s)
      and l.request not in (select b.request from blocked b)
  ),
  summed as materialized (
    select a.request, min(a.position) as first_position, count(*)::int as events from accepted a group by 1
  ),
  put as (
    insert into event (campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at,
      recorded_at, command, leaf)
    select p_campaign, l.position, l.stream, l.version, l.type, l.schema_version, l.unit, l.person, l.amount_fen,
      l.occurred_at, l.recorded_at, a.command, convert_to(l.leaf, 'UTF8')
    from accepted l join asked a on a.request = l.request
  ),
  noted as (
    insert into command (campaign, id, digest, first_position, events)
    select p_campaign, a.command, a.digest, s.first_position, s.events
    from summed s join asked a on a.request = s.request
  ),
  moved as (
    update log set head = base + (select count(*) from accepted)
    where campaign = p_campaign and exists (select from accepted)
  )
  select array_agg(row(
    a.request,
    case when k.is_same then 'repeated' when k.request is not null then 'other-body' when is_closed then 'closed'
      when s.request is not null then 'stale' when b.request is not null then b.outcome else 'appended' end,
    coalesce(k.first_position, n.first_position), coalesce(k.events, n.events),
    s.stream, s.version, b.claim)::append_answer)
  into answers
  from asked a
  left join known k on k.request = a.request
  left join stale s on s.request = a.request
  left join blocked b on b.request = a.request
  left join summed n on n.request = a.request;

  if p_claim_request is not null then
    delete from claim k
    using unnest(answers) a,
      unnest(p_claim_request, p_claim_kind, string_to_array(p_claim_key, E'\x1e'), p_claim_held) c(request, kind, key, held)
    where a.outcome = 'appended' and c.request = a.request and c.held
      and k.campaign = p_campaign and k.kind = c.kind and k.key = c.key;
    insert into claim (campaign, kind, key, position)
    select p_campaign, c.kind, c.key, a.first_position
    from unnest(answers) a
    join unnest(p_claim_request, p_claim_kind, string_to_array(p_claim_key, E'\x1e'), p_claim_held)
      c(request, kind, key, held) on c.request = a.request
    where a.outcome = 'appended' and not c.held;
  end if;

  if p_sealed_request is not null then
    insert into sealed_row (campaign, person, grp, key_version, ciphertext)
    select p_campaign, s.person, s.grp, s.key_version, s.ciphertext
    from unnest(answers) a
    join unnest(p_sealed_request, p_sealed_person, p_sealed_grp, p_sealed_key_version, p_sealed_ciphertext)
      s(request, person, grp, key_version, ciphertext) on s.request = a.request
    where a.outcome = 'appended';
  end if;

  return query select * from unnest(answers);
end $$;

grant select on log, event_type, claim_kind, stream_word, event, command, claim
  to canbao_writer, canbao_reader, canbao_projector;
grant insert on event, command, claim, sealed_row to canbao_writer;
grant select on sealed_row to canbao_writer;
revoke execute on function event_type_code, claim_kind_code, stream_word_of, open_log, append_flush from public;
grant execute on function event_type_code, claim_kind_code, stream_word_of, open_log, append_flush to canbao_writer;

-- A frozen process must not hold a county (event-log.md 4).
alter role canbao_writer set statement_timeout = '5s';
alter role canbao_writer set lock_timeout = '3s';
alter role canbao_writer set idle_in_transaction_session_timeout = '5s';
alter role canbao_writer set jit = off;
alter role canbao_reader set jit = off;
alter role canbao_projector set jit = off;
