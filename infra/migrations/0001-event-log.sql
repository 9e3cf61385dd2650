-- breaking: no
-- The event log: one per campaign, dense positions, append-only. Never rebuilt, so read libs/event-log/README.md first.
-- Roles canbao_writer, canbao_reader and canbao_projector exist already.

-- No check constraints on what is written with every flush: each would be read anew for each statement.
create table log (
  campaign int primary key,
  code text collate "C" not null unique,              -- 411722-2020; open_log says what a code is
  head bigint not null default 0,                     -- the next position = the number of events
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
  position bigint not null,                           -- = leaf index, from 0
  stream uuid not null,                               -- stream_key of the leaf's stream
  version int not null,                               -- from 1
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
  events int not null,                                -- at least one
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

-- The key of a stream's name; null for a name that has none. Layout and twin: libs/event-log/stream-key.ts.
create function stream_key(p_name text) returns uuid
language plpgsql immutable strict parallel safe as $$
declare
  word text := substring(p_name from '^([a-z]{1,32})-');
  rest text;
  hash bigint;               -- the first 32 bits of SHA-256 of the word
  chance int;                -- the 12 random bits behind the time
  hex text;
begin
  if word is null then
    return null;
  end if;
  rest := substr(p_name, length(word) + 2);
  hash := ('x' || left(encode(sha256(decode(word, 'escape')), 'hex'), 8))::bit(32)::bigint;
  if length(rest) = 36 then
    if rest !~ '^0[0-3][0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' then
      return null;
    end if;
    chance := ('x' || substr(rest, 16, 3))::bit(12)::int;
    return (
      to_hex(2048 | (hash >> 21)) ||
      lpad(to_hex(('x' || left(rest, 8) || substr(rest, 10, 4))::bit(48)::bigint << 10 | (chance >> 2)), 13, '0') ||
      to_hex((chance & 3) << 2 | (('x' || substr(rest, 20, 1))::bit(4)::int & 3)) ||
      substr(rest, 21, 3) || substr(rest, 25))::uuid;
  end if;
  if length(rest) > 18 or rest !~ '^[-0-9A-Za-z]*$' then
    return null;
  end if;
  hex := lpad(to_hex(hash >> 13), 5, '0');
  for i in 0..8 loop
    hex := hex || lpad(to_hex(
      case when 2 * i < length(rest) then
        strpos('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', substr(rest, 2 * i + 1, 1)) else 0 end << 6 |
      case when 2 * i + 1 < length(rest) then
        strpos('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', substr(rest, 2 * i + 2, 1)) else 0 end
    ), 3, '0');
  end loop;
  return hex::uuid;
end $$;

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
  if p_code !~ '^[0-9A-Za-z][0-9A-Za-z-]{0,39}$' then
    raise exception 'not the code of a campaign: %', p_code using errcode = 'check_violation';
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
    execute format('alter table public.%I drop constraint %I', leaf, leaf || '_campaign');
    -- Statistics of a handful of rows make a scan the best plan, and it would stay while the log grows: before any
    -- statistics the planner takes the index, from some thousand rows on as well.
    execute format('alter table public.%I set (autovacuum_vacuum_insert_scale_factor = 0.05,
      autovacuum_analyze_threshold = 5000)', leaf);
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

-- What a lane sends: one array for each kind of row, in PostgreSQL's binary form. (An array per column took a third more
-- time: plpgsql unpacks each, and each gets a tuplestore of its own.)
create type flush_request as (
  command uuid,
  digest bytea,
  first int,                -- how many events of the flush stand before it
  events int
);
create type flush_check as (
  request int,              -- from 1
  stream uuid,
  version int               -- at which the stream must stand; 0: not exist
);
create type flush_event as (
  request int,
  n int,                    -- from 0
  stream uuid, version int, type smallint, schema_version smallint, unit text, person uuid, amount_fen bigint,
  occurred_at timestamptz, recorded_at timestamptz, command uuid, leaf bytea
);
create type flush_claim as (
  request int,
  kind smallint,
  key text,
  held boolean              -- true: must be held, and is released
);
create type flush_sealed as (request int, person uuid, grp smallint, key_version int, ciphertext bytea);

-- Which requests of a flush cannot be appended, and why. Called under the lock of the log, or when it is closed.
create function append_refusals(
  p_campaign int, p_is_closed boolean, p_requests flush_request[], p_checks flush_check[], p_claims flush_claim[]
) returns table (
  request int,
  outcome text,             -- repeated, other-body, closed, stale, taken, not-held
  first_position bigint,    -- of repeated
  events int,
  stream uuid,              -- of stale
  version int,
  claim int                 -- of taken and not-held: its place in the list, from 1
)
language sql stable
as $$
  with known as (
    select a.request::int as request, k.digest = a.digest as is_same, k.first_position, k.events
    from unnest(p_requests) with ordinality a(command, digest, first, events, request)
    cross join lateral (
      select c.digest, c.first_position, c.events from public.command c
      where c.campaign = p_campaign and c.id = a.command
      order by c.id limit 1
    ) k
  ),
  stale as (
    select distinct on (s.request) s.request, s.stream, coalesce(tip.version, 0) as version
    from unnest(p_checks) with ordinality s(request, stream, version, n)
    left join lateral (
      select e.version from public.event e
      where e.campaign = p_campaign and e.stream = s.stream
      order by e.version desc limit 1
    ) tip on true
    where coalesce(tip.version, 0) <> s.version          -- versions that are too high as well
    order by s.request, s.n
  ),
  blocked as (
    select distinct on (c.request) c.request, c.n::int as claim,
      case when c.held then 'not-held' else 'taken' end as outcome
    from unnest(p_claims) with ordinality c(request, kind, key, held, n)
    left join lateral (
      select true as stands from public.claim k
      where k.campaign = p_campaign and k.kind = c.kind and k.key = c.key
      order by k.key limit 1
    ) k on true
    where (k.stands is not null) <> c.held
    order by c.request, c.n
  )
  select
    a.request,
    case
      when k.is_same then 'repeated'
      when k.request is not null then 'other-body'
      when p_is_closed then 'closed'
      when s.request is not null then 'stale'
      else b.outcome
    end,
    case when k.is_same then k.first_position end,
    case when k.is_same then k.events end,
    s.stream, s.version, b.claim
  from generate_series(1, cardinality(p_requests)) a(request)
  left join known k on k.request = a.request
  left join stale s on s.request = a.request
  left join blocked b on b.request = a.request
  where p_is_closed or k.request is not null or s.request is not null or b.request is not null
$$;

-- One flush of a lane, many requests in one commit and one round trip: all of it, or nothing. Nearly every flush can be
-- appended whole, so the lane sends it here first. That way is short: lock and move the head, two inserts. The lane sends
-- each stream, command and claim at most once per flush and no releases, and the unique keys are the check: a stream is
-- new if its version 1 fits in, and a command or a claim if its row does. Only versions above 0 are looked up, for no
-- key knows that the one before is there. When anything objects, nothing stands, and the lane asks what (append_flush).
-- Returns the first position of the flush. Null, or 23505 from a key: something objects.
create function append_whole(
  p_campaign int, p_requests flush_request[],
  p_checks flush_check[],     -- those of versions above 0; null: none
  p_events flush_event[],
  p_claims flush_claim[],     -- none of them held; null: none
  p_sealed flush_sealed[]     -- null: none
) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  size int := cardinality(p_events);
  base bigint;
begin
  -- The lock. Under it each statement sees every earlier append (READ COMMITTED), so from here a check stays true.
  update log set head = head + size where campaign = p_campaign and closed_at is null returning head - size into base;
  if base is null then
    return null;
  end if;

  if p_checks is not null and exists (
    select from unnest(p_checks) s
    left join lateral (
      select e.version from event e
      where e.campaign = p_campaign and e.stream = s.stream
      order by e.version desc limit 1
    ) tip on true
    where coalesce(tip.version, 0) <> s.version
  ) then
    update log set head = base where campaign = p_campaign;
    return null;
  end if;

  insert into event (campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at,
    recorded_at, command, leaf)
  select p_campaign, base + e.n, e.stream, e.version, e.type, e.schema_version, e.unit, e.person, e.amount_fen,
    e.occurred_at, e.recorded_at, e.command, e.leaf
  from unnest(p_events) e;

  insert into command (campaign, id, digest, first_position, events)
  select p_campaign, a.command, a.digest, base + a.first, a.events from unnest(p_requests) a;

  if p_claims is not null then
    insert into claim (campaign, kind, key, position)
    select p_campaign, c.kind, c.key, base + a.first
    from unnest(p_claims) c
    join unnest(p_requests) with ordinality a(command, digest, first, events, request) on a.request = c.request;
  end if;

  if p_sealed is not null then
    insert into sealed_row (campaign, person, grp, key_version, ciphertext)
    select p_campaign, s.person, s.grp, s.key_version, s.ciphertext from unnest(p_sealed) s;
  end if;

  return base;
end $$;

-- The same, asking what stands against which request: what cannot be appended is answered by number and leaves no trace,
-- the rest gets dense positions, in order. (Asking takes half as long again as appending whole; one statement that asked,
-- answered and appended, twice as long.)
-- Plan: forced generic, and index or nothing. Prepared on an empty table the question once turned into a scan.
create function append_flush(
  p_campaign int, p_requests flush_request[], p_checks flush_check[], p_events flush_event[],
  p_claims flush_claim[],     -- null: none
  p_sealed flush_sealed[],    -- null: none
  out first_position bigint,  -- of all that is appended; null: nothing is
  out refusals json           -- rows of append_refusals; null: none
)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  size int := cardinality(p_events);
  base bigint;
  is_refused boolean;
  refused int[];
begin
  -- The lock. Under it each statement sees every earlier append (READ COMMITTED), so from here a check stays true.
  update log set head = head + size where campaign = p_campaign and closed_at is null returning head - size into base;
  if base is null and not exists (select from log where campaign = p_campaign) then
    raise exception 'no log %', p_campaign using errcode = 'CL002';
  end if;

  select base is null
    or exists (
      select from unnest(p_checks) s
      left join lateral (
        select e.version from event e
        where e.campaign = p_campaign and e.stream = s.stream
        order by e.version desc limit 1
      ) tip on true
      where coalesce(tip.version, 0) <> s.version)
    or exists (
      select from unnest(p_requests) a
      cross join lateral (
        select from command c where c.campaign = p_campaign and c.id = a.command order by c.id limit 1
      ) k)
    or p_claims is not null and exists (
      select from unnest(p_claims) c
      left join lateral (
        select true as stands from claim k
        where k.campaign = p_campaign and k.kind = c.kind and k.key = c.key
        order by k.key limit 1
      ) k on true
      where (k.stands is not null) <> c.held)
  into is_refused;

  if is_refused then
    select json_agg(r), array_agg(r.request) into refusals, refused
    from append_refusals(p_campaign, base is null, p_requests, p_checks, p_claims) r;
    if base is null then
      return;
    end if;
    -- Take them out, go on with the rest.
    select array_agg(row(l.request, l.n, l.stream, l.version, l.type, l.schema_version, l.unit, l.person, l.amount_fen,
      l.occurred_at, l.recorded_at, l.command, l.leaf)::flush_event)
    into p_events
    from (
      select e.request, (row_number() over (order by e.n) - 1)::int as n, e.stream, e.version, e.type, e.schema_version,
        e.unit, e.person, e.amount_fen, e.occurred_at, e.recorded_at, e.command, e.leaf
      from unnest(p_events) e
      where e.request <> all (refused)
    ) l;
    select array_agg(row(a.command, a.digest, a.first, a.events)::flush_request) into p_requests
    from (
      select r.command, r.digest, (sum(r.events) over (order by r.n) - r.events)::int as first, r.events
      from unnest(p_requests) with ordinality r(command, digest, first, events, n)
      where r.n <> all (refused)
    ) a;
    p_claims := array(select c from unnest(p_claims) c where c.request <> all (refused));
    p_sealed := array(select s from unnest(p_sealed) s where s.request <> all (refused));
    update log set head = base + coalesce(cardinality(p_events), 0) where campaign = p_campaign;
    if p_events is null then
      return;
    end if;
  end if;

  insert into event (campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at,
    recorded_at, command, leaf)
  select p_campaign, base + e.n, e.stream, e.version, e.type, e.schema_version, e.unit, e.person, e.amount_fen,
    e.occurred_at, e.recorded_at, e.command, e.leaf
  from unnest(p_events) e;

  insert into command (campaign, id, digest, first_position, events)
  select p_campaign, a.command, a.digest, base + a.first, a.events from unnest(p_requests) a;

  if p_claims is not null then
    delete from claim k using unnest(p_claims) c
    where c.held and k.campaign = p_campaign and k.kind = c.kind and k.key = c.key;
    insert into claim (campaign, kind, key, position)
    select p_campaign, c.kind, c.key, e.position
    from unnest(p_claims) c
    join (
      select l.request, base + min(l.n) as position from unnest(p_events) l group by l.request
    ) e on e.request = c.request
    where not c.held;
  end if;

  if p_sealed is not null then
    insert into sealed_row (campaign, person, grp, key_version, ciphertext)
    select p_campaign, s.person, s.grp, s.key_version, s.ciphertext from unnest(p_sealed) s;
  end if;

  first_position := base;
end $$;

-- Begins a page of a bulk run: takes the lock and says what stands against which row. Called inside a transaction; the
-- rows follow by COPY, which checks nothing, so the answer given here under the lock is the check.
create function bulk_open(
  p_campaign int, p_command uuid, p_digest bytea,
  p_check_stream uuid[], p_check_version int[],            -- in order of the stream
  p_claim_kind smallint[], p_claim_key text[], p_claim_held boolean[],
  out outcome text,           -- open, repeated, other-body, closed
  out first_position bigint,  -- of open: the head; of repeated: as it was
  out events int, out refused text,                        -- of repeated
  out stale int[], out stale_version int[],                -- places in the list of checks, and where those streams stand
  out blocked int[]                                        -- places in the list of claims
)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
  is_closed boolean;
  known command;
begin
  select l.head, l.closed_at is not null into first_position, is_closed from log l where l.campaign = p_campaign for update;
  if not found then
    raise exception 'no log %', p_campaign using errcode = 'CL002';
  end if;
  select * into known from command c where c.campaign = p_campaign and c.id = p_command;
  if found then
    outcome := case when known.digest = p_digest then 'repeated' else 'other-body' end;
    first_position := known.first_position;
    events := known.events;
    refused := known.refused;
    return;
  end if;
  outcome := case when is_closed then 'closed' else 'open' end;
  if is_closed then
    return;
  end if;
  -- The streams of an upload are mostly new and of one time, so often none is between the first and the last of them.
  -- Otherwise, or when some should be there, each is looked up.
  perform from event e
  where e.campaign = p_campaign and e.stream between p_check_stream[1] and p_check_stream[cardinality(p_check_stream)]
  order by e.stream, e.version limit 1;
  if found or 0 <> any (p_check_version) then
    select array_agg(s.n), array_agg(coalesce(tip.version, 0)) into stale, stale_version
    from unnest(p_check_stream, p_check_version) with ordinality s(stream, version, n)
    left join lateral (
      select e.version from event e
      where e.campaign = p_campaign and e.stream = s.stream
      order by e.version desc limit 1
    ) tip on true
    where coalesce(tip.version, 0) <> s.version;
  end if;
  select array_agg(c.n) into blocked
  from unnest(p_claim_kind, p_claim_key, p_claim_held) with ordinality c(kind, key, held, n)
  left join lateral (
    select true as stands from claim k
    where k.campaign = p_campaign and k.kind = c.kind and k.key = c.key
    order by k.key limit 1
  ) k on true
  where (k.stands is not null) <> c.held;
end $$;

-- Ends a page whose rows have been copied to the positions from p_base on: notes the command, lets go of what was
-- released, moves the head. Then commit.
create function bulk_close(
  p_campaign int, p_command uuid, p_digest bytea, p_base bigint, p_events int, p_refused text,
  p_release_kind smallint[], p_release_key text[]
) returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
begin
  -- COPY has told the writer how many rows it took. Positions below p_base are all taken and each is unique, so with
  -- this last one there is no room for a gap.
  if (select max(position) from event where campaign = p_campaign) is distinct from p_base + p_events - 1 then
    raise exception 'a page of log % does not end at %', p_campaign, p_base + p_events - 1 using errcode = 'CL003';
  end if;
  insert into command (campaign, id, digest, first_position, events, refused)
  values (p_campaign, p_command, p_digest, p_base, p_events, p_refused);
  delete from claim k using unnest(p_release_kind, p_release_key) c(kind, key)
  where k.campaign = p_campaign and k.kind = c.kind and k.key = c.key;
  update log set head = p_base + p_events where campaign = p_campaign and head = p_base and closed_at is null;
  if not found then
    raise exception 'log % was not locked at %', p_campaign, p_base using errcode = 'CL003';
  end if;
end $$;

-- Statistics from before an upload would stay in force through it. False: too few events yet, ask again after the next
-- page. Only `event`: a page is one row of `command`, and statistics of few rows are worse than none (open_log).
create function analyze_log(p_campaign int) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  size bigint := (select head from log where campaign = p_campaign);
  counted real := (select reltuples from pg_class where oid = ('public.event_' || p_campaign)::regclass);
begin
  if size >= 1000 and counted * 4 < size then
    execute format('analyze public.%I', 'event_' || p_campaign);
  end if;
  return size >= 1000;
end $$;

-- Ends writers that have said nothing inside a COPY for longer than a statement may take; returns how many. There
-- statement_timeout does not strike before the next byte comes (15 and 18 alike), and from a frozen process none comes:
-- it would hold the log for ever. Who waited for the lock in vain asks this. Runs with the rights of the writer's role.
create function end_silent_writers() returns int language sql as $$
  select count(*)::int from (
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and state = 'active' and wait_event = 'ClientRead'
      and state_change < clock_timestamp() - interval '5 seconds'
    offset 0
  ) ended
$$;

grant select on log, event_type, claim_kind, stream_word, event, command, claim
  to canbao_writer, canbao_reader, canbao_projector;
grant insert on event, command, claim, sealed_row to canbao_writer;
grant select on sealed_row to canbao_writer;
revoke execute on function event_type_code, claim_kind_code, stream_word_of, open_log, append_refusals, append_whole,
  append_flush, bulk_open, bulk_close, analyze_log, end_silent_writers from public;
grant execute on function event_type_code, claim_kind_code, stream_word_of, open_log, append_whole, append_flush, bulk_open,
  bulk_close, analyze_log, end_silent_writers to canbao_writer;

-- A frozen process must not hold a county (event-log.md 4).
alter role canbao_writer set statement_timeout = '5s';
alter role canbao_writer set lock_timeout = '3s';
alter role canbao_writer set idle_in_transaction_session_timeout = '5s';
alter role canbao_writer set jit = off;
alter role canbao_reader set jit = off;
alter role canbao_projector set jit = off;
