import { sql } from 'kysely';

import type { Batch, Sql } from '../projection.ts';

/** The statements of registration.projection, each over the events of one type. */

/** Of events on the stream `registration-<uuid>`. */
const registrationOfStream = sql`substr(stream_name, 14)::uuid`;

const register = ({ events, table }: Batch): Sql => sql`
  insert into ${table} (campaign, registration, unit, township, village, agent, group_name, person, person_position,
    receipt, amount_fen, received_on, source, intake, line, registered_at, registered_position)
  select campaign, ${registrationOfStream}, unit, split_part(unit, '/', 2), split_part(unit, '/', 3), data ->> 'agent',
    data ->> 'group', person, position, data ->> 'receipt', amount_fen, (data ->> 'receivedOn')::date,
    data ->> 'source', data ->> 'file', (data ->> 'line')::int, occurred_at, position
  from ${events}`;

// Materialised: without statistics the planner would join the whole table to every bag's list anew.
const bagged = ({ events, table }: Batch): Sql => sql`
  with closed as materialized (
    select campaign, registration::uuid as registration, data ->> 'code' as code, position
    from ${events}, jsonb_array_elements_text(data -> 'registrations') registration
  )
  update ${table} as kept set bag = closed.code, bagged_position = closed.position
  from closed
  where kept.campaign = closed.campaign and kept.registration = closed.registration`;

const match = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set account = matched.account, matched_at = matched.at, matched_position = matched.position
  from (
    select distinct on (campaign, data ->> 'code') campaign, data ->> 'code' as code, data ->> 'account' as account,
      occurred_at as at, position
    from ${events} order by 1, 2, position desc
  ) matched
  where kept.campaign = matched.campaign and kept.bag = matched.code`;

/** The position of the latest verdict of a round and stage in the batch; null when there is none. */
const latest = (stage: 'health-centre' | 'tax', round: 1 | 2): Sql =>
  sql`max(position) filter (where data ->> 'stage' = ${stage} and (data ->> 'round')::int = ${round})`;

const pass = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set hc_passed_1 = greatest(kept.hc_passed_1, passed.hc_1),
    hc_passed_2 = greatest(kept.hc_passed_2, passed.hc_2), tax_passed_1 = greatest(kept.tax_passed_1, passed.tax_1),
    tax_passed_2 = greatest(kept.tax_passed_2, passed.tax_2)
  from (
    select campaign, ${registrationOfStream} as registration, ${latest('health-centre', 1)} as hc_1,
      ${latest('health-centre', 2)} as hc_2, ${latest('tax', 1)} as tax_1, ${latest('tax', 2)} as tax_2
    from ${events} group by 1, 2
  ) passed
  where kept.campaign = passed.campaign and kept.registration = passed.registration`;

const returnRows = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set hc_returned_1 = greatest(kept.hc_returned_1, returned.hc_1),
    hc_returned_2 = greatest(kept.hc_returned_2, returned.hc_2),
    tax_returned_1 = greatest(kept.tax_returned_1, returned.tax_1),
    tax_returned_2 = greatest(kept.tax_returned_2, returned.tax_2), reasons = returned.reasons,
    reasons_position = returned.position, returned_at = returned.at
  from (
    select campaign, ${registrationOfStream} as registration, ${latest('health-centre', 1)} as hc_1,
      ${latest('health-centre', 2)} as hc_2, ${latest('tax', 1)} as tax_1, ${latest('tax', 2)} as tax_2,
      (array_agg(data -> 'reasons' order by position desc))[1] as reasons, max(position) as position,
      (array_agg(occurred_at order by position desc))[1] as at
    from ${events} group by 1, 2
  ) returned
  where kept.campaign = returned.campaign and kept.registration = returned.registration`;

const correct = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set person = corrected.person, person_position = corrected.position,
    group_name = coalesce(corrected.group_name, kept.group_name), corrected_position = corrected.position,
    corrections = kept.corrections + corrected.times
  from (
    select campaign, ${registrationOfStream} as registration, (array_agg(person order by position desc))[1] as person,
      (array_agg(data ->> 'group' order by position desc) filter (where data ->> 'group' is not null))[1] as group_name,
      max(position) as position, count(*)::int as times
    from ${events} group by 1, 2
  ) corrected
  where kept.campaign = corrected.campaign and kept.registration = corrected.registration`;

const enrol = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set serial = enrolled.serial, benefit_start_on = enrolled.benefit_start_on,
    handover = enrolled.handover, enrolled_at = enrolled.at, enrolled_position = enrolled.position
  from (
    select distinct on (campaign, ${registrationOfStream}) campaign, ${registrationOfStream} as registration,
      data ->> 'serial' as serial, (data ->> 'benefitStartOn')::date as benefit_start_on, data ->> 'handover' as handover,
      occurred_at as at, position
    from ${events} order by 1, 2, position desc
  ) enrolled
  where kept.campaign = enrolled.campaign and kept.registration = enrolled.registration`;

const refuse = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set refuse_reason = refused.reason, refused_position = refused.position
  from (
    select distinct on (campaign, ${registrationOfStream}) campaign, ${registrationOfStream} as registration,
      data ->> 'reason' as reason, position
    from ${events} order by 1, 2, position desc
  ) refused
  where kept.campaign = refused.campaign and kept.registration = refused.registration`;

const certify = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set certificate = issued.certificate, certificate_position = issued.position
  from (
    select distinct on (campaign, ${registrationOfStream}) campaign, ${registrationOfStream} as registration,
      data ->> 'certificate' as certificate, position
    from ${events} order by 1, 2, position desc
  ) issued
  where kept.campaign = issued.campaign and kept.registration = issued.registration`;

const enter = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set entered_fen = coalesce(kept.entered_fen, 0) + entered.fen, entered_page = entered.page,
    entered_at = entered.at, entered_position = entered.position
  from (
    select campaign, ${registrationOfStream} as registration, sum(amount_fen)::bigint as fen,
      (array_agg(data ->> 'page' order by position desc))[1] as page,
      (array_agg(occurred_at order by position desc))[1] as at, max(position) as position
    from ${events} group by 1, 2
  ) entered
  where kept.campaign = entered.campaign and kept.registration = entered.registration`;

const leave = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set leftover_kind = found.kind, leftover_at = found.at, leftover_position = found.position
  from (
    select distinct on (campaign, data ->> 'registration') campaign, (data ->> 'registration')::uuid as registration,
      data ->> 'kind' as kind, occurred_at as at, position
    from ${events} order by campaign, data ->> 'registration', position desc
  ) found
  where kept.campaign = found.campaign and kept.registration = found.registration`;

const resolve = ({ events, table }: Batch): Sql => sql`
  update ${table} as kept set outcome = resolved.outcome, resolved_at = resolved.at
  from (
    select distinct on (campaign, data ->> 'registration') campaign, (data ->> 'registration')::uuid as registration,
      data ->> 'outcome' as outcome, occurred_at as at
    from ${events} order by campaign, data ->> 'registration', position desc
  ) resolved
  where kept.campaign = resolved.campaign and kept.registration = resolved.registration`;

type Hop = 'requested' | 'approved' | 'released' | 'handed_on' | 'paid';

/** A hop of the way back (R-605). The first hop also says how much and under which approval. */
const refund =
  (hop: Hop) =>
  ({ events, table }: Batch): Sql => sql`
    update ${table} as kept set ${sql.ref(`${hop}_at`)} = moved.at
      ${hop === 'requested' ? sql`, refund_fen = moved.fen, refund_approval = moved.approval` : sql``}
    from (
      select distinct on (campaign, data ->> 'registration') campaign, (data ->> 'registration')::uuid as registration,
        (data ->> 'approvalId')::uuid as approval, amount_fen as fen, occurred_at as at
      from ${events} order by campaign, data ->> 'registration', position desc
    ) moved
    where kept.campaign = moved.campaign and kept.registration = moved.registration`;

export const registrationStatements = {
  register,
  bagged,
  match,
  pass,
  returnRows,
  correct,
  enrol,
  refuse,
  certify,
  enter,
  leave,
  resolve,
  refund,
};
