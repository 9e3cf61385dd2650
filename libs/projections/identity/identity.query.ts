import { sql } from 'kysely';

import { insidePlaces, outsidePlaces } from '../money-move/money-legs.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';

export type IdentityName = 'cash' | 'bank' | 'deposits' | 'places' | 'receipts' | 'enrolment' | 'treasury';

/**
 * An equation whose sides are different folds of the log, so a residual is a defect or a loss (R-604b, I1, I2). `terms`
 * are in fen. A residual is never netted: it is the sum of the absolute differences over agents, accounts or places.
 * All hold at every position, but `bank` (a statement's header comes before its lines, in one append) and `treasury`
 * (the answer comes before its people): these two hold between commands.
 */
export type Identity = {
  readonly name: IdentityName;
  readonly closes: boolean;
  readonly residualFen: number;
  readonly terms: { readonly [term: string]: number };
};

/** All identities of the county. Ask inside `inSnapshot`. */
async function all(handle: ReadingHandle): Promise<readonly Identity[]> {
  const rows = await read(
    handle,
    sql<{ name: IdentityName; residualFen: number; terms: { readonly [term: string]: number } }>`
      ${cash(handle)} union all ${bank(handle)} union all ${deposits(handle)} union all ${places(handle)}
      union all ${receipts(handle)} union all ${enrolment(handle)} union all ${treasury(handle)}`,
  );
  return rows.map(({ name, residualFen, terms }) => ({ name, closes: residualFen === 0, residualFen, terms }));
}

/** collected = in hand + bagged + deposited; what was refunded had been deposited before. Agent by agent. */
const cash = (handle: ReadingHandle) => sql`
  select 'cash' as name,
    (abs(v.collected - a.collected) + abs(v.deposited - a.matched) + abs(a.collected - a.bagged - l.loose)
      + abs(a.bagged - a.matched - b.bagged))::bigint as "residualFen",
    jsonb_build_object('collected', v.collected, 'inHand', l.loose, 'bagged', b.bagged, 'deposited', v.deposited) as terms
  from (
    select coalesce(sum(registered_fen), 0) as collected, coalesce(sum(deposited_fen), 0) as deposited
    from ${tableIn(handle, 'village-progress')} where campaign = ${handle.campaign}
  ) v, (
    select coalesce(sum(collected_fen), 0) as collected, coalesce(sum(bagged_fen), 0) as bagged,
      coalesce(sum(matched_fen), 0) as matched
    from ${tableIn(handle, 'agent-cash')} where campaign = ${handle.campaign}
  ) a, (
    select coalesce(sum(amount_fen), 0) as loose from ${tableIn(handle, 'loose-receipt')} where campaign = ${handle.campaign}
  ) l, (
    select coalesce(sum(amount_fen), 0) as bagged from ${tableIn(handle, 'bag')}
    where campaign = ${handle.campaign} and matched_position is null
  ) b`;

/** closing = opening + credits - treasury - returned - other debits, account by account, lines against the header. */
const bank = (handle: ReadingHandle) => sql`
  select 'bank', coalesce(sum(abs(closing_fen - opening_fen - deposit_fen - treasury_fen - returned_fen - other_fen)), 0)::bigint,
    jsonb_build_object('opening', coalesce(sum(opening_fen), 0), 'credits', coalesce(sum(deposit_fen), 0),
      'treasury', coalesce(sum(treasury_fen), 0), 'returned', coalesce(sum(returned_fen), 0),
      'other', coalesce(sum(other_fen), 0), 'closing', coalesce(sum(closing_fen), 0))
  from ${tableIn(handle, 'account')} where campaign = ${handle.campaign} and statements > 0`;

/** Every credit of a deposit is matched to a bag or unidentified, account by account. */
const deposits = (handle: ReadingHandle) => sql`
  select 'deposits', coalesce(sum(abs(a.deposit_fen - a.matched_fen - coalesce(u.fen, 0))), 0)::bigint,
    jsonb_build_object('credits', coalesce(sum(a.deposit_fen), 0), 'matched', coalesce(sum(a.matched_fen), 0),
      'unidentified', coalesce(sum(u.fen), 0))
  from ${tableIn(handle, 'account')} a
  left join ${tableIn(handle, 'money-place')} u on u.campaign = a.campaign and u.place = 'unidentified' and u.holder = a.account
  where a.campaign = ${handle.campaign}`;

/** Inside + outside = 0, and no inside place is below zero. */
const places = (handle: ReadingHandle) => sql`
  select 'places', (abs(coalesce(sum(fen), 0)) + coalesce(sum(-fen) filter (where fen < 0 and place = any(${[...insidePlaces]}::text[])), 0))::bigint,
    jsonb_build_object('inside', coalesce(sum(fen) filter (where place = any(${[...insidePlaces]}::text[])), 0),
      'outside', coalesce(sum(fen) filter (where place = any(${[...outsidePlaces]}::text[])), 0))
  from ${tableIn(handle, 'money-place')} where campaign = ${handle.campaign}`;

/**
 * Each receipt stands in exactly one place: the places of the registrations add up to the places of the ledger. What
 * the bank itself added or took (interest, fees) belongs to no receipt and is set aside.
 */
const receipts = (handle: ReadingHandle) => sql`
  select 'receipts', coalesce(sum(abs(coalesce(r.fen, 0) - coalesce(m.fen, 0))), 0)::bigint,
    coalesce(jsonb_object_agg(coalesce(r.place, m.place), coalesce(r.fen, 0)) filter (where coalesce(r.fen, 0) <> 0), '{}')
  from (
    select case when r.paid_at is not null then 'refunded-to-payers' when r.handed_on_at is not null then 'agents-refund'
        when r.released_at is not null then 'health-centres' when r.entered_position is not null then 'treasury'
        when r.matched_position is not null then 'pending-accounts' when r.bag is not null then 'agents-bagged'
        else 'agents-loose' end as place,
      sum(r.amount_fen) as fen
    from ${tableIn(handle, 'registration')} r where r.campaign = ${handle.campaign} group by 1
  ) r
  full join (
    select place, sum(fen) as fen
    from (
      select place, fen from ${tableIn(handle, 'money-place')}
      where campaign = ${handle.campaign} and place = any(${insidePlaces.filter((place) => place !== 'unidentified')}::text[])
      union all
      select 'pending-accounts', -other_fen from ${tableIn(handle, 'account')} where campaign = ${handle.campaign}
    ) balance
    group by place
  ) m on m.place = r.place`;

/** matched people = entered + waiting + rejected + refunded, in fen; nobody is missing from the four. */
const enrolment = (handle: ReadingHandle) => sql`
  select 'enrolment', abs(v.fen - r.entered - r.waiting - r.rejected - r.refunded)::bigint,
    jsonb_build_object('matched', v.fen, 'entered', r.entered, 'waiting', r.waiting, 'rejected', r.rejected,
      'refunded', r.refunded)
  from (
    select coalesce(sum(deposited_fen), 0) as fen from ${tableIn(handle, 'village-progress')} where campaign = ${handle.campaign}
  ) v, (
    select coalesce(sum(fen) filter (where state = 'entered'), 0) as entered,
      coalesce(sum(fen) filter (where state = 'waiting'), 0) as waiting,
      coalesce(sum(fen) filter (where state = 'rejected'), 0) as rejected,
      coalesce(sum(fen) filter (where state = 'refunded'), 0) as refunded
    from (
      select case when r.paid_at is not null then 'refunded' when r.entered_position is not null then 'entered'
          when ${registrationState.isLeftover} or r.refused_position is not null then 'rejected' else 'waiting' end as state,
        r.amount_fen as fen
      from ${tableIn(handle, 'registration')} r where r.campaign = ${handle.campaign} and ${registrationState.isFunded}
    ) matched
  ) r`;

/** What the treasury's answers say = the money of the people entered. An answer without its people shows here. */
const treasury = (handle: ReadingHandle) => sql`
  select 'treasury', abs(p.fen - v.fen)::bigint, jsonb_build_object('answered', p.fen, 'entered', v.fen)
  from (
    select coalesce(sum(fen), 0) as fen from ${tableIn(handle, 'treasury-page')}
    where campaign = ${handle.campaign} and entered_at is not null
  ) p, (
    select coalesce(sum(entered_fen), 0) as fen from ${tableIn(handle, 'village-progress')} where campaign = ${handle.campaign}
  ) v`;

export const identityQuery = { all };
