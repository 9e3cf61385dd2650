-- The database canbao

table access.access_grant;
table access.account;
table access.command_answer;
table access.session;
table access.sign_in_failure;
table public.claim partition by LIST (campaign);
table public.claim_kind;
table public.command partition by LIST (campaign);
table public.event partition by LIST (campaign);
table public.event_type;
table public.frozen_page;
table public.log;
table public.migration;
table public.outbox;
table public.sealed_row partition by LIST (campaign);
table public.stream_word;
table vault.access_head;
table vault.access_log;
table vault.erasure;
table vault.upload;

column access.access_grant.id bigint not null generated as identity;
column access.access_grant.account text not null;
column access.access_grant.role text not null;
column access.access_grant.unit text not null;
column access.access_grant.holder text;
column access.access_grant.valid_from timestamp with time zone not null default now();
column access.access_grant.valid_until timestamp with time zone;
column access.account.id text not null;
column access.account.name text not null;
column access.account.display_name text not null;
column access.account.password_hash text not null;
column access.account.created_at timestamp with time zone not null default now();
column access.command_answer.id uuid not null;
column access.command_answer.account text not null;
column access.command_answer.digest bytea not null;
column access.command_answer.first_at timestamp with time zone not null;
column access.command_answer.answer jsonb;
column access.session.token_hash bytea not null;
column access.session.account text not null;
column access.session.created_at timestamp with time zone not null default now();
column access.session.last_seen_at timestamp with time zone not null default now();
column access.session.expires_at timestamp with time zone not null;
column access.sign_in_failure.subject bytea not null;
column access.sign_in_failure.failed_at timestamp with time zone not null default now();
column public.claim.campaign integer not null;
column public.claim.kind smallint not null;
column public.claim.key text not null;
column public.claim.position bigint not null;
column public.claim_kind.code smallint not null generated as identity;
column public.claim_kind.name text not null;
column public.command.campaign integer not null;
column public.command.id uuid not null;
column public.command.digest bytea not null;
column public.command.first_position bigint not null;
column public.command.events integer not null;
column public.command.refused text;
column public.event.campaign integer not null;
column public.event.position bigint not null;
column public.event.stream uuid not null;
column public.event.version integer not null;
column public.event.type smallint not null;
column public.event.schema_version smallint not null;
column public.event.unit text not null;
column public.event.person uuid;
column public.event.amount_fen bigint;
column public.event.occurred_at timestamp with time zone not null;
column public.event.recorded_at timestamp with time zone not null;
column public.event.command uuid not null;
column public.event.leaf bytea not null;
column public.event.leaf_hash bytea not null generated always as (sha256(('\x00'::bytea || leaf)));
column public.event_type.code smallint not null generated as identity;
column public.event_type.name text not null;
column public.frozen_page.campaign text not null;
column public.frozen_page.key text not null;
column public.frozen_page.rows jsonb not null;
column public.frozen_page.frozen_at timestamp with time zone not null default now();
column public.log.campaign integer not null;
column public.log.code text not null;
column public.log.head bigint not null default 0;
column public.log.closed_at timestamp with time zone;
column public.migration.name text not null;
column public.migration.digest text not null;
column public.migration.applied_at timestamp with time zone not null default now();
column public.outbox.campaign text not null;
column public.outbox.key text not null;
column public.outbox.party text not null;
column public.outbox.request_digest bytea not null;
column public.outbox.state text not null;
column public.outbox.answer jsonb;
column public.outbox.asked_at timestamp with time zone not null default now();
column public.outbox.answered_at timestamp with time zone;
column public.outbox.attempts integer not null default 1;
column public.sealed_row.campaign integer not null;
column public.sealed_row.person uuid not null;
column public.sealed_row.grp smallint not null;
column public.sealed_row.key_version integer not null;
column public.sealed_row.ciphertext bytea not null;
column public.stream_word.code integer not null;
column public.stream_word.word text not null;
column vault.access_head.only_row boolean not null default true;
column vault.access_head.next bigint not null default 0;
column vault.access_log.position bigint not null;
column vault.access_log.recorded_at timestamp with time zone not null default clock_timestamp();
column vault.access_log.actor text not null;
column vault.access_log.why text not null;
column vault.access_log.case_number text;
column vault.access_log.campaign text not null;
column vault.access_log.grp smallint not null;
column vault.access_log.reach text not null;
column vault.access_log.people uuid[] not null;
column vault.access_log.count integer not null generated always as (cardinality(people));
column vault.erasure.campaign text not null;
column vault.erasure.person uuid not null;
column vault.erasure.grp smallint not null;
column vault.erasure.basis text not null;
column vault.erasure.asked_by text not null;
column vault.erasure.approved_by text not null;
column vault.erasure.keys_destroyed integer not null;
column vault.erasure.index_rows_deleted integer not null;
column vault.erasure.ciphertexts_deleted integer not null;
column vault.erasure.erased_at timestamp with time zone not null;
column vault.erasure.backup_days integer not null;
column vault.erasure.complete_on date not null;
column vault.upload.campaign text not null;
column vault.upload.id text not null;
column vault.upload.ciphertext bytea not null;
column vault.upload.kept_at timestamp with time zone not null default now();

constraint access.access_grant.access_grant_account_fkey FOREIGN KEY (account) REFERENCES access.account(id);
constraint access.access_grant.access_grant_account_role_unit_holder_valid_from_key UNIQUE NULLS NOT DISTINCT (account, role, unit, holder, valid_from);
constraint access.access_grant.access_grant_check CHECK ((valid_until > valid_from));
constraint access.access_grant.access_grant_holder_check CHECK ((holder <> ''::text));
constraint access.access_grant.access_grant_pkey PRIMARY KEY (id);
constraint access.access_grant.access_grant_role_check CHECK ((role ~ '^[a-z]+(-[a-z]+)*$'::text));
constraint access.access_grant.access_grant_unit_check CHECK ((unit ~ '^[0-9A-Za-z]+(/[0-9A-Za-z]+)*$'::text));
constraint access.account.account_display_name_check CHECK ((display_name <> ''::text));
constraint access.account.account_id_check CHECK ((id ~ '^[a-z][0-9a-z_-]{0,59}$'::text));
constraint access.account.account_name_check CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 60))));
constraint access.account.account_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text));
constraint access.account.account_pkey PRIMARY KEY (id);
constraint access.command_answer.command_answer_account_fkey FOREIGN KEY (account) REFERENCES access.account(id);
constraint access.command_answer.command_answer_digest_check CHECK ((octet_length(digest) = 32));
constraint access.command_answer.command_answer_pkey PRIMARY KEY (id);
constraint access.session.session_account_fkey FOREIGN KEY (account) REFERENCES access.account(id);
constraint access.session.session_check CHECK (((expires_at > created_at) AND (last_seen_at >= created_at)));
constraint access.session.session_pkey PRIMARY KEY (token_hash);
constraint access.session.session_token_hash_check CHECK ((octet_length(token_hash) = 32));
constraint access.sign_in_failure.sign_in_failure_subject_check CHECK ((octet_length(subject) = 32));
constraint public.claim.claim_pkey PRIMARY KEY (campaign, kind, key);
constraint public.claim_kind.claim_kind_name_check CHECK ((name ~ '^[a-z][0-9a-z-]{0,63}$'::text));
constraint public.claim_kind.claim_kind_name_key UNIQUE (name);
constraint public.claim_kind.claim_kind_pkey PRIMARY KEY (code);
constraint public.command.command_pkey PRIMARY KEY (campaign, id);
constraint public.event.event_campaign_stream_version_key UNIQUE (campaign, stream, version);
constraint public.event.event_leaf_check CHECK ((octet_length(leaf) <= 16384));
constraint public.event.event_pkey PRIMARY KEY (campaign, "position");
constraint public.event_type.event_type_name_check CHECK ((name ~ '^[A-Za-z][0-9A-Za-z]{0,63}$'::text));
constraint public.event_type.event_type_name_key UNIQUE (name);
constraint public.event_type.event_type_pkey PRIMARY KEY (code);
constraint public.frozen_page.frozen_page_key_check CHECK ((key <> ''::text));
constraint public.frozen_page.frozen_page_pkey PRIMARY KEY (campaign, key);
constraint public.log.log_code_key UNIQUE (code);
constraint public.log.log_pkey PRIMARY KEY (campaign);
constraint public.migration.migration_pkey PRIMARY KEY (name);
constraint public.outbox.outbox_attempts_check CHECK ((attempts > 0));
constraint public.outbox.outbox_check CHECK (((state = 'asked'::text) = (answer IS NULL)));
constraint public.outbox.outbox_check1 CHECK (((answer IS NULL) = (answered_at IS NULL)));
constraint public.outbox.outbox_key_check CHECK ((key <> ''::text));
constraint public.outbox.outbox_party_check CHECK ((party = ANY (ARRAY['bank'::text, 'tax'::text, 'insurance'::text, 'register'::text])));
constraint public.outbox.outbox_pkey PRIMARY KEY (campaign, key);
constraint public.outbox.outbox_request_digest_check CHECK ((octet_length(request_digest) = 32));
constraint public.outbox.outbox_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'done'::text, 'refused'::text])));
constraint public.sealed_row.sealed_row_key_version_check CHECK ((key_version > 0));
constraint public.sealed_row.sealed_row_pkey PRIMARY KEY (campaign, person, grp, key_version);
constraint public.stream_word.stream_word_code_check CHECK (((code >= 0) AND (code <= 1048575)));
constraint public.stream_word.stream_word_pkey PRIMARY KEY (code);
constraint public.stream_word.stream_word_word_check CHECK ((word ~ '^[a-z]{1,32}$'::text));
constraint vault.access_head.access_head_next_check CHECK ((next >= 0));
constraint vault.access_head.access_head_only_row_check CHECK (only_row);
constraint vault.access_head.access_head_pkey PRIMARY KEY (only_row);
constraint vault.access_log.access_log_actor_check CHECK ((actor <> ''::text));
constraint vault.access_log.access_log_grp_check CHECK ((grp = ANY (ARRAY[1, 2, 3])));
constraint vault.access_log.access_log_people_check CHECK ((cardinality(people) > 0));
constraint vault.access_log.access_log_pkey PRIMARY KEY ("position");
constraint vault.access_log.access_log_position_check CHECK (("position" >= 0));
constraint vault.access_log.access_log_reach_check CHECK ((reach = ANY (ARRAY['newest'::text, 'history'::text])));
constraint vault.access_log.access_log_why_check CHECK ((why <> ''::text));
constraint vault.erasure.erasure_backup_days_check CHECK ((backup_days >= 0));
constraint vault.erasure.erasure_basis_check CHECK ((basis <> ''::text));
constraint vault.erasure.erasure_check CHECK ((approved_by <> asked_by));
constraint vault.erasure.erasure_ciphertexts_deleted_check CHECK ((ciphertexts_deleted >= 0));
constraint vault.erasure.erasure_grp_check CHECK ((grp = ANY (ARRAY[1, 2, 3])));
constraint vault.erasure.erasure_index_rows_deleted_check CHECK ((index_rows_deleted >= 0));
constraint vault.erasure.erasure_keys_destroyed_check CHECK ((keys_destroyed >= 0));
constraint vault.erasure.erasure_pkey PRIMARY KEY (campaign, person, grp);
constraint vault.upload.upload_id_check CHECK ((id <> ''::text));
constraint vault.upload.upload_pkey PRIMARY KEY (campaign, id);

CREATE INDEX access_grant_role_unit ON access.access_grant USING btree (role, unit);
CREATE INDEX outbox_unanswered ON public.outbox USING btree (campaign, asked_at) WHERE (state = 'asked'::text);
CREATE INDEX session_account ON access.session USING btree (account);
CREATE INDEX session_expires_at ON access.session USING btree (expires_at);
CREATE INDEX sign_in_failure_subject ON access.sign_in_failure USING btree (subject, failed_at);
CREATE UNIQUE INDEX access_grant_account_role_unit_holder_valid_from_key ON access.access_grant USING btree (account, role, unit, holder, valid_from) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX access_grant_pkey ON access.access_grant USING btree (id);
CREATE UNIQUE INDEX access_head_pkey ON vault.access_head USING btree (only_row);
CREATE UNIQUE INDEX access_log_pkey ON vault.access_log USING btree ("position");
CREATE UNIQUE INDEX account_name ON access.account USING btree (lower(name));
CREATE UNIQUE INDEX account_pkey ON access.account USING btree (id);
CREATE UNIQUE INDEX claim_kind_name_key ON public.claim_kind USING btree (name);
CREATE UNIQUE INDEX claim_kind_pkey ON public.claim_kind USING btree (code);
CREATE UNIQUE INDEX claim_pkey ON ONLY public.claim USING btree (campaign, kind, key);
CREATE UNIQUE INDEX command_answer_pkey ON access.command_answer USING btree (id);
CREATE UNIQUE INDEX command_pkey ON ONLY public.command USING btree (campaign, id);
CREATE UNIQUE INDEX erasure_pkey ON vault.erasure USING btree (campaign, person, grp);
CREATE UNIQUE INDEX event_campaign_stream_version_key ON ONLY public.event USING btree (campaign, stream, version);
CREATE UNIQUE INDEX event_pkey ON ONLY public.event USING btree (campaign, "position");
CREATE UNIQUE INDEX event_type_name_key ON public.event_type USING btree (name);
CREATE UNIQUE INDEX event_type_pkey ON public.event_type USING btree (code);
CREATE UNIQUE INDEX frozen_page_pkey ON public.frozen_page USING btree (campaign, key);
CREATE UNIQUE INDEX log_code_key ON public.log USING btree (code);
CREATE UNIQUE INDEX log_pkey ON public.log USING btree (campaign);
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (name);
CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (campaign, key);
CREATE UNIQUE INDEX sealed_row_pkey ON ONLY public.sealed_row USING btree (campaign, person, grp, key_version);
CREATE UNIQUE INDEX session_pkey ON access.session USING btree (token_hash);
CREATE UNIQUE INDEX stream_word_pkey ON public.stream_word USING btree (code);
CREATE UNIQUE INDEX upload_pkey ON vault.upload USING btree (campaign, id);

CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON public.log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.claim_kind FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.command FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.event_type FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.stream_word FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON vault.access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON vault.erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE TRUNCATE ON public.claim FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION public.analyze_log(p_campaign integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  size bigint := (select head from log where campaign = p_campaign);
  counted real := (select reltuples from pg_class where oid = ('public.event_' || p_campaign)::regclass);
begin
  if size >= 1000 and counted * 4 < size then
    execute format('analyze public.%I', 'event_' || p_campaign);
  end if;
  return size >= 1000;
end $function$
;
CREATE OR REPLACE FUNCTION public.append_flush(p_campaign integer, p_requests flush_request[], p_checks flush_check[], p_events flush_event[], p_claims flush_claim[], p_sealed flush_sealed[], OUT first_position bigint, OUT refusals json)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.append_refusals(p_campaign integer, p_is_closed boolean, p_requests flush_request[], p_checks flush_check[], p_claims flush_claim[])
 RETURNS TABLE(request integer, outcome text, first_position bigint, events integer, stream uuid, version integer, claim integer)
 LANGUAGE sql
 STABLE
AS $function$
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
$function$
;
CREATE OR REPLACE FUNCTION public.append_whole(p_campaign integer, p_requests flush_request[], p_checks flush_check[], p_events flush_event[], p_claims flush_claim[], p_sealed flush_sealed[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.bulk_close(p_campaign integer, p_command uuid, p_digest bytea, p_base bigint, p_events integer, p_refused text, p_release_kind smallint[], p_release_key text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.bulk_open(p_campaign integer, p_command uuid, p_digest bytea, p_check_stream uuid[], p_check_version integer[], p_claim_kind smallint[], p_claim_key text[], p_claim_held boolean[], OUT outcome text, OUT first_position bigint, OUT events integer, OUT refused text, OUT stale integer[], OUT stale_version integer[], OUT blocked integer[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.claim_kind_code(p_name text)
 RETURNS smallint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  known smallint;
begin
  select code into known from claim_kind where name = p_name;
  if not found then
    insert into claim_kind (name) values (p_name) on conflict (name) do nothing;
    select code into strict known from claim_kind where name = p_name;
  end if;
  return known;
end $function$
;
CREATE OR REPLACE FUNCTION public.end_silent_writers()
 RETURNS integer
 LANGUAGE sql
AS $function$
  select count(*)::int from (
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and state = 'active' and wait_event = 'ClientRead'
      and state_change < clock_timestamp() - interval '5 seconds'
    offset 0
  ) ended
$function$
;
CREATE OR REPLACE FUNCTION public.event_type_code(p_name text)
 RETURNS smallint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  known smallint;
begin
  select code into known from event_type where name = p_name;
  if not found then
    insert into event_type (name) values (p_name) on conflict (name) do nothing;
    select code into strict known from event_type where name = p_name;
  end if;
  return known;
end $function$
;
CREATE OR REPLACE FUNCTION public.open_log(p_code text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'CL001';
end $function$
;
CREATE OR REPLACE FUNCTION public.stream_key(p_name text)
 RETURNS uuid
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.stream_word_of(p_code integer, p_word text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  holder text;
begin
  select word into holder from stream_word where code = p_code;
  if not found then
    insert into stream_word (code, word) values (p_code, p_word) on conflict (code) do nothing;
    select word into strict holder from stream_word where code = p_code;
  end if;
  return holder;
end $function$
;

grant delete, insert, select on access.sign_in_failure to canbao_writer;
grant delete, insert, select on public.sealed_row to canbao_writer;
grant delete, insert, select on vault.upload to canbao_writer;
grant delete, insert, select, update on access.session to canbao_writer;
grant execute on public.analyze_log(p_campaign integer) to canbao_writer;
grant execute on public.append_flush(p_campaign integer, p_requests flush_request[], p_checks flush_check[], p_events flush_event[], p_claims flush_claim[], p_sealed flush_sealed[], OUT first_position bigint, OUT refusals json) to canbao_writer;
grant execute on public.append_whole(p_campaign integer, p_requests flush_request[], p_checks flush_check[], p_events flush_event[], p_claims flush_claim[], p_sealed flush_sealed[]) to canbao_writer;
grant execute on public.bulk_close(p_campaign integer, p_command uuid, p_digest bytea, p_base bigint, p_events integer, p_refused text, p_release_kind smallint[], p_release_key text[]) to canbao_writer;
grant execute on public.bulk_open(p_campaign integer, p_command uuid, p_digest bytea, p_check_stream uuid[], p_check_version integer[], p_claim_kind smallint[], p_claim_key text[], p_claim_held boolean[], OUT outcome text, OUT first_position bigint, OUT events integer, OUT refused text, OUT stale integer[], OUT stale_version integer[], OUT blocked integer[]) to canbao_writer;
grant execute on public.claim_kind_code(p_name text) to canbao_writer;
grant execute on public.end_silent_writers() to canbao_writer;
grant execute on public.event_type_code(p_name text) to canbao_writer;
grant execute on public.open_log(p_code text) to canbao_writer;
grant execute on public.stream_word_of(p_code integer, p_word text) to canbao_writer;
grant insert, select on access.access_grant to canbao_writer;
grant insert, select on access.account to canbao_writer;
grant insert, select on access.command_answer to canbao_writer;
grant insert, select on public.claim to canbao_writer;
grant insert, select on public.command to canbao_writer;
grant insert, select on public.event to canbao_writer;
grant insert, select on public.frozen_page to canbao_writer;
grant insert, select on vault.access_log to canbao_writer;
grant insert, select on vault.erasure to canbao_writer;
grant insert, select, update on public.outbox to canbao_writer;
grant select on access.access_grant to canbao_reader;
grant select on access.account (created_at) to canbao_reader;
grant select on access.account (display_name) to canbao_reader;
grant select on access.account (id) to canbao_reader;
grant select on access.account (name) to canbao_reader;
grant select on access.session to canbao_reader;
grant select on public.claim to canbao_projector;
grant select on public.claim to canbao_reader;
grant select on public.claim_kind to canbao_projector;
grant select on public.claim_kind to canbao_reader;
grant select on public.claim_kind to canbao_writer;
grant select on public.command to canbao_projector;
grant select on public.command to canbao_reader;
grant select on public.event to canbao_projector;
grant select on public.event to canbao_reader;
grant select on public.event_type to canbao_projector;
grant select on public.event_type to canbao_reader;
grant select on public.event_type to canbao_writer;
grant select on public.frozen_page to canbao_reader;
grant select on public.log to canbao_projector;
grant select on public.log to canbao_reader;
grant select on public.log to canbao_writer;
grant select on public.outbox to canbao_reader;
grant select on public.stream_word to canbao_projector;
grant select on public.stream_word to canbao_reader;
grant select on public.stream_word to canbao_writer;
grant select on vault.access_log to canbao_reader;
grant select on vault.erasure to canbao_reader;
grant select, update on vault.access_head to canbao_writer;
grant update on access.access_grant (valid_until) to canbao_writer;
grant update on access.account (display_name) to canbao_writer;
grant update on access.account (password_hash) to canbao_writer;
grant update on access.command_answer (answer) to canbao_writer;
grant usage on schema access to canbao_reader;
grant usage on schema access to canbao_writer;
grant usage on schema public to public;
grant usage on schema vault to canbao_reader;
grant usage on schema vault to canbao_writer;

-- The database canbao_keys

table public.blind_index;
table public.erased_group;
table public.file_key;
table public.key_file;
table public.migration;
table public.wrapped_key;

column public.blind_index.campaign text not null;
column public.blind_index.index bytea not null;
column public.blind_index.person uuid not null;
column public.erased_group.campaign text not null;
column public.erased_group.person uuid not null;
column public.erased_group.grp smallint not null;
column public.erased_group.keys_destroyed integer not null;
column public.erased_group.index_rows_deleted integer not null;
column public.erased_group.erased_at timestamp with time zone not null default now();
column public.file_key.campaign text not null;
column public.file_key.id text not null;
column public.file_key.wrap_version smallint not null;
column public.file_key.wrapped bytea not null;
column public.file_key.created_at timestamp with time zone not null default now();
column public.key_file.purpose text not null;
column public.key_file.version smallint not null;
column public.key_file.fingerprint bytea not null;
column public.key_file.first_used_at timestamp with time zone not null default now();
column public.migration.name text not null;
column public.migration.digest text not null;
column public.migration.applied_at timestamp with time zone not null default now();
column public.wrapped_key.campaign text not null;
column public.wrapped_key.person uuid not null;
column public.wrapped_key.grp smallint not null;
column public.wrapped_key.key_version integer not null;
column public.wrapped_key.wrap_version smallint not null;
column public.wrapped_key.wrapped bytea not null;
column public.wrapped_key.created_at timestamp with time zone not null default now();

constraint public.blind_index.blind_index_index_check CHECK ((octet_length(index) = 16));
constraint public.blind_index.blind_index_pkey PRIMARY KEY (campaign, index);
constraint public.erased_group.erased_group_grp_check CHECK ((grp = ANY (ARRAY[1, 2, 3])));
constraint public.erased_group.erased_group_index_rows_deleted_check CHECK ((index_rows_deleted >= 0));
constraint public.erased_group.erased_group_keys_destroyed_check CHECK ((keys_destroyed >= 0));
constraint public.erased_group.erased_group_pkey PRIMARY KEY (campaign, person, grp);
constraint public.file_key.file_key_id_check CHECK ((id <> ''::text));
constraint public.file_key.file_key_pkey PRIMARY KEY (campaign, id);
constraint public.file_key.file_key_wrapped_check CHECK ((octet_length(wrapped) = 65));
constraint public.key_file.key_file_fingerprint_check CHECK ((octet_length(fingerprint) = 16));
constraint public.key_file.key_file_pkey PRIMARY KEY (purpose, version);
constraint public.key_file.key_file_purpose_check CHECK ((purpose = ANY (ARRAY['wrap'::text, 'index'::text])));
constraint public.key_file.key_file_purpose_fingerprint_key UNIQUE (purpose, fingerprint);
constraint public.key_file.key_file_version_check CHECK ((version > 0));
constraint public.migration.migration_pkey PRIMARY KEY (name);
constraint public.wrapped_key.wrapped_key_grp_check CHECK ((grp = ANY (ARRAY[1, 2, 3])));
constraint public.wrapped_key.wrapped_key_key_version_check CHECK ((key_version > 0));
constraint public.wrapped_key.wrapped_key_pkey PRIMARY KEY (campaign, person, grp, key_version);
constraint public.wrapped_key.wrapped_key_wrapped_check CHECK ((octet_length(wrapped) = 65));

CREATE INDEX blind_index_person ON public.blind_index USING btree (campaign, person);
CREATE UNIQUE INDEX blind_index_pkey ON public.blind_index USING btree (campaign, index);
CREATE UNIQUE INDEX erased_group_pkey ON public.erased_group USING btree (campaign, person, grp);
CREATE UNIQUE INDEX file_key_pkey ON public.file_key USING btree (campaign, id);
CREATE UNIQUE INDEX key_file_pkey ON public.key_file USING btree (purpose, version);
CREATE UNIQUE INDEX key_file_purpose_fingerprint_key ON public.key_file USING btree (purpose, fingerprint);
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (name);
CREATE UNIQUE INDEX wrapped_key_pkey ON public.wrapped_key USING btree (campaign, person, grp, key_version);



grant delete, insert, select on public.blind_index to canbao_vault;
grant delete, insert, select on public.file_key to canbao_vault;
grant delete, insert, select on public.wrapped_key to canbao_vault;
grant insert, select on public.erased_group to canbao_vault;
grant insert, select on public.key_file to canbao_vault;
grant usage on schema public to public;
