import type { TownshipGateCounts } from '@canbao/domain/campaign/gate-counts';
import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';

const { isFunded, isLeftover, isUnchecked, isValid } = registrationState;
const isReady = sql`(${isValid} and ${isFunded} and r.refused_position is null)`;

/** What tables of money and registrations say about a township, as TownshipGateCounts names it. */
export type TownshipTally = { readonly township: string } & Pick<
  TownshipGateCounts,
  | 'villagesUnderNinety'
  | 'agentsWithLooseCash'
  | 'loosePeople'
  | 'looseFen'
  | 'bagsUnbanked'
  | 'bagsUnbankedFen'
  | 'handedOverRound'
  | 'registrationsUnchecked'
  | 'withoutSerial'
  | 'withoutCertificate'
  | 'withoutEntry'
  | 'pagesUnanswered'
  | 'withoutOutcome'
  | 'leftoversOpen'
>;

/** One row for every township of the campaign, or for the one asked. */
export function townshipTally(handle: ReadingHandle, township: string | null): Promise<readonly TownshipTally[]> {
  const { campaign } = handle;
  return read(
    handle,
    sql<TownshipTally>`
      select t.code as township, coalesce(v.villages, '[]') as "villagesUnderNinety",
        coalesce(l.agents, 0)::int as "agentsWithLooseCash", coalesce(l.people, 0)::int as "loosePeople",
        coalesce(l.fen, 0)::bigint as "looseFen", coalesce(b.bags, 0)::int as "bagsUnbanked",
        coalesce(b.fen, 0)::bigint as "bagsUnbankedFen", coalesce(s.round, 0) as "handedOverRound",
        coalesce(p.pages, 0)::int as "pagesUnanswered", coalesce(r.unchecked, 0)::int as "registrationsUnchecked",
        coalesce(r.without_serial, 0)::int as "withoutSerial", coalesce(r.without_certificate, 0)::int as "withoutCertificate",
        coalesce(r.without_entry, 0)::int as "withoutEntry", coalesce(r.without_outcome, 0)::int as "withoutOutcome",
        coalesce(r.leftovers, 0)::int as "leftoversOpen"
      from ${tableIn(handle, 'township')} t
      left join (${registrations(handle)}) r on r.township = t.code
      left join (${villages(handle)}) v on v.township = t.code
      left join (
        select split_part(unit, '/', 2) as township, count(distinct agent) as agents, count(*) as people, sum(amount_fen) as fen
        from ${tableIn(handle, 'loose-receipt')} where campaign = ${campaign} group by 1
      ) l on l.township = t.code
      left join (
        select township, count(*) as bags, sum(amount_fen) as fen from ${tableIn(handle, 'bag')}
        where campaign = ${campaign} and banked_position is null and matched_position is null group by 1
      ) b on b.township = t.code
      left join (
        select township, max(round) as round from ${tableIn(handle, 'township-step')}
        where campaign = ${campaign} and step = 'handed-over' group by 1
      ) s on s.township = t.code
      left join (
        select township, count(*) as pages from ${tableIn(handle, 'treasury-page')}
        where campaign = ${campaign} and ordered_position is not null and entered_at is null group by 1
      ) p on p.township = t.code
      where t.campaign = ${campaign} and (${township}::text is null or t.code = ${township})
      order by t.place`,
  );
}

/** A row is counted once: it lacks a serial, or a certificate, or an entry, or any outcome at all. */
const registrations = (handle: ReadingHandle) => sql`
  select r.township, count(*) filter (where ${isUnchecked} and not ${isLeftover}) as unchecked,
    count(*) filter (where ${isReady} and not ${isLeftover} and r.enrolled_position is null) as without_serial,
    count(*) filter (where r.enrolled_position is not null and r.certificate_position is null) as without_certificate,
    count(*) filter (where r.certificate_position is not null and r.entered_position is null) as without_entry,
    count(*) filter (where not ${isReady} and not ${isLeftover} and r.enrolled_position is null) as without_outcome,
    count(*) filter (where ${isLeftover} and r.outcome is null) as leftovers
  from ${tableIn(handle, 'registration')} r where r.campaign = ${handle.campaign} group by 1`;

/** "Most" of a village (绝大部分), read as 90 % of its task; sponsored people count in it. */
const villages = (handle: ReadingHandle) => sql`
  select k.township, jsonb_agg(jsonb_build_object('unit', k.unit, 'name', k.name,
    'missing', k.people - coalesce(g.registered_people + g.sponsored_people, 0)) order by k.unit) as villages
  from (
    select t.township, t.unit || '/' || (village ->> 'code') as unit, village ->> 'name' as name,
      (village ->> 'people')::int as people
    from ${tableIn(handle, 'township-task')} t, jsonb_array_elements(t.villages) village
    where t.campaign = ${handle.campaign}
  ) k
  left join ${tableIn(handle, 'village-progress')} g on g.campaign = ${handle.campaign} and g.unit = k.unit
  where coalesce(g.registered_people + g.sponsored_people, 0) * 100 < k.people * 90
  group by k.township`;
