import { comparedBefore } from '@canbao/domain/duplicate/duplicate-kind';
import { sql } from 'kysely';

import type { Sql } from '../projection.ts';
import { type ReadingHandle, tableIn } from '../reading-handle.ts';

/** The nearest records of the same number on one side of `of`; symmetric, so that both find the pair. */
function nearest(handle: ReadingHandle, of: string, side: 'earlier' | 'later'): Sql {
  const [own, person] = [sql.ref(`${of}.registered_position`), sql.ref(`${of}.person`)];
  return sql`
    select t.registration from ${tableIn(handle, 'registration')} t
    where t.campaign = ${handle.campaign} and t.person = ${person}
      and ${side === 'earlier' ? sql`t.registered_position < ${own}` : sql`t.registered_position > ${own}`}
    order by t.registered_position ${side === 'earlier' ? sql`desc` : sql``} limit ${comparedBefore}`;
}

/**
 * One row where another record has the number of `of`. `limit` holds the planner to one look into the index for each,
 * however few people it believes there to be; the same trick stands wherever a single row is looked up below.
 */
export const namesake = (handle: ReadingHandle, of: string): Sql => sql`
  select true as is_there from ${tableIn(handle, 'registration')} x
  where x.campaign = ${handle.campaign} and x.person = ${sql.ref(`${of}.person`)}
    and x.registration <> ${sql.ref(`${of}.registration`)}
  limit 1`;

/** Which pairs a question is about, each as `(registration uuid, other text)`; the later record stands first. */
export const duplicatePairs = {
  /** Every pair with a record of the township; the other record may be of any. */
  township: (handle: ReadingHandle, township: string): Sql => {
    const registration = tableIn(handle, 'registration');
    // Nearly nobody has a namesake in number: one look into the index for each, before any neighbours are sorted.
    return sql`
      with twin as materialized (
        select m.registration, m.person, m.registered_position
        from ${registration} m cross join lateral (${namesake(handle, 'm')}) x
        where m.campaign = ${handle.campaign} and m.township = ${township}
      )
      select m.registration, o.registration::text as other
      from twin m cross join lateral (${nearest(handle, 'm', 'earlier')}) o
      union
      select o.registration, m.registration::text
      from twin m cross join lateral (${nearest(handle, 'm', 'later')}) o
      union
      select r.registration, s.department
      from ${registration} r
      join ${tableIn(handle, 'sponsored-person')} s on s.campaign = r.campaign and s.person = r.person
      where r.campaign = ${handle.campaign} and r.township = ${township}
      union
      select n.registration, n.other::text
      from ${tableIn(handle, 'near-duplicate')} n
      where n.campaign = ${handle.campaign} and exists (
        select from ${registration} m
        where m.campaign = n.campaign and m.registration in (n.registration, n.other) and m.township = ${township}
      )`;
  },

  /** What may count against these registrations: an earlier one of the same number, a list, a verdict. */
  against: (handle: ReadingHandle, registrations: readonly string[]): Sql => {
    const registration = tableIn(handle, 'registration');
    return sql`
      select l.registration, e.registration::text as other
      from ${registration} l cross join lateral (${nearest(handle, 'l', 'earlier')}) e
      where l.campaign = ${handle.campaign} and l.registration = any(${registrations}::uuid[])
      union
      select l.registration, s.department
      from ${registration} l
      join ${tableIn(handle, 'sponsored-person')} s on s.campaign = l.campaign and s.person = l.person
      where l.campaign = ${handle.campaign} and l.registration = any(${registrations}::uuid[])
      union
      select v.registration, v.other
      from ${tableIn(handle, 'duplicate-verdict')} v
      where v.campaign = ${handle.campaign} and v.registration = any(${registrations}::uuid[])
        and v.verdict = 'duplicate'`;
  },

  listed: (pairs: readonly { readonly registration: string; readonly other: string }[]): Sql => sql`
    select registration, other
    from unnest(${pairs.map(({ registration }) => registration)}::uuid[], ${pairs.map(({ other }) => other)}::text[])
      as listed (registration, other)`,
};

/** The salted commitment in the leaf of the fact that last set number or name of the registration `r`; '' = none. */
const identityOf = (handle: ReadingHandle, r: string): Sql => sql`
  (select coalesce(convert_from(v.leaf, 'UTF8')::jsonb -> 'person' ->> 'identity', '')
   from event v
   where v.campaign = ${handle.campaign} and v.position = coalesce((
       select c.changed_position from ${tableIn(handle, 'compared-change')} c
       where c.campaign = ${handle.campaign} and c.registration = ${sql.ref(`${r}.registration`)}
     ), ${sql.ref(`${r}.registered_position`)}))`;

/**
 * The pairs `p` (`offset 0`: what is read from the log is read once a pair) with both records `l` (later) and `e` (earlier; null beside a list), the list's row `s`, the fingerprint
 * as `fingerprintText` of the domain says it, what was found (`n`, only while it is of this fingerprint), the last
 * verdict `v`, the kind (null: they have nothing in common) and what stands now.
 */
export const pairTables = (handle: ReadingHandle, pairs: Sql): Sql => {
  const registration = tableIn(handle, 'registration');
  const verdict = tableIn(handle, 'duplicate-verdict');
  return sql`
    (${pairs}) p
    cross join lateral (
      select * from ${registration} r where r.campaign = ${handle.campaign} and r.registration = p.registration limit 1
    ) l
    left join lateral (
      select * from ${registration} r
      where r.campaign = ${handle.campaign}
        and r.registration = case when p.other ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then p.other::uuid end
        and r.registered_position < l.registered_position
      limit 1
    ) e on true
    left join ${tableIn(handle, 'sponsored-person')} s
      on s.campaign = ${handle.campaign} and s.person = l.person and s.department = p.other
    cross join lateral (select ${identityOf(handle, 'l')} as later,
      case when e.registration is not null then ${identityOf(handle, 'e')} end as earlier offset 0) i
    cross join lateral (
      select encode(sha256(convert_to('canbao/duplicate/v1|' ||
        concat_ws('|', l.registration, l.receipt, l.person, i.later) || '|' ||
        case when e.registration is null then 'sponsor|' || p.other
          else concat_ws('|', e.registration, e.receipt, e.person, i.earlier) end, 'UTF8')), 'hex') as fingerprint
      offset 0
    ) f
    left join ${tableIn(handle, 'near-duplicate')} n on n.campaign = ${handle.campaign}
      and n.registration = l.registration and n.other = e.registration and n.fingerprint = f.fingerprint
    left join ${verdict} v on v.campaign = ${handle.campaign} and v.registration = p.registration and v.other = p.other
    cross join lateral (
      select case when n.kind is not null then n.kind when s.person is not null then 'sponsor-list'
          when e.person is distinct from l.person then null when e.unit <> l.unit then 'two-villages'
          when e.agent <> l.agent then 'two-agents' else 'same-agent' end as kind,
        coalesce(l.leftover_position, l.enrolled_position, l.refused_position) is not null as is_settled
    ) k
    cross join lateral (
      select case when v.fingerprint = f.fingerprint then v.verdict when k.is_settled then 'settled' else 'open' end as state
    ) t`;
};

/** A registration as one side of a pair; instants in epoch ms, `identity` the commitment of its own name. */
export const recordJson = (r: 'l' | 'e', identity: 'later' | 'earlier'): Sql =>
  sql.raw(`
    jsonb_build_object('registration', ${r}.registration, 'unit', ${r}.unit, 'township', ${r}.township,
      'group', ${r}.group_name, 'agent', ${r}.agent, 'person', ${r}.person, 'receipt', ${r}.receipt, 'source', ${r}.source,
      'line', ${r}.line, 'receivedOn', ${r}.received_on, 'registeredAt', ${epochText(`${r}.registered_at`)},
      'corrections', ${r}.corrections, 'identity', i.${identity})`);

const epochText = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** A sponsor's list as the other side; when and by which identity the person first stood on it. */
export const listingJson = (handle: ReadingHandle): Sql => sql`
  (select jsonb_build_object('department', s.department, 'unit', s.unit, 'person', s.person,
      'listedAt', ${sql.raw(epochText('v.occurred_at'))},
      'identity', coalesce(convert_from(v.leaf, 'UTF8')::jsonb -> 'person' ->> 'identity', ''))
   from event v where v.campaign = ${handle.campaign} and v.position = s.listed_position)`;
