import { sql } from 'kysely';

import type { Sql } from '../projection.ts';

/** The highest of some positions; -1 when none is set. */
const latest = (...columns: readonly string[]): string =>
  `coalesce(greatest(${columns.map((c) => `r.${c}`).join(', ')}), -1)`;

const hcPassed = latest('hc_passed_1', 'hc_passed_2');
const hcReturned = latest('hc_returned_1', 'hc_returned_2');
const taxPassed = latest('tax_passed_1', 'tax_passed_2');
const taxReturned = latest('tax_returned_1', 'tax_returned_2');
const returned = latest('hc_returned_1', 'hc_returned_2', 'tax_returned_1', 'tax_returned_2');
const corrected = latest('corrected_position');

/**
 * Where a registration stands, as conditions on the row `r`. A correction takes back every verdict before it (R-406):
 * a verdict stands while nothing later contradicts it.
 */
const conditions = {
  /** No health-centre verdict since it came or was corrected. */
  isUnchecked: `greatest(${hcPassed}, ${hcReturned}) <= ${corrected}`,
  /** Passed by the health centre, and nothing has been said against it since: may be handed over (R-411). */
  isHandable: `${hcPassed} > greatest(${hcReturned}, ${taxReturned}, ${corrected})`,
  /** Passed by the tax branch's screening last (R-405). */
  isValid: `${taxPassed} > greatest(${hcReturned}, ${taxReturned}, ${corrected})`,
  /** The agent has to mend it (R-406). */
  isReturned: `${returned} > greatest(${hcPassed}, ${taxPassed}, ${corrected})`,
  isFunded: 'r.matched_position is not null',
  isLeftover: 'r.leftover_position is not null',
} as const;

export const registrationState: { readonly [K in keyof typeof conditions]: Sql } = {
  isUnchecked: sql.raw(`(${conditions.isUnchecked})`),
  isHandable: sql.raw(`(${conditions.isHandable})`),
  isValid: sql.raw(`(${conditions.isValid})`),
  isReturned: sql.raw(`(${conditions.isReturned})`),
  isFunded: sql.raw(`(${conditions.isFunded})`),
  isLeftover: sql.raw(`(${conditions.isLeftover})`),
};

export type RegistrationStatus =
  | 'registered'
  | 'returned'
  | 'corrected'
  | 'checked'
  | 'valid'
  | 'enrolled'
  | 'entered'
  | 'refused'
  | 'leftover'
  | 'refunded';

/** One word of a registration, the furthest that is true. */
export const registrationStatus: Sql = sql.raw(`
  case when r.paid_at is not null then 'refunded' when r.entered_position is not null then 'entered'
    when ${conditions.isLeftover} then 'leftover' when r.enrolled_position is not null then 'enrolled'
    when r.refused_position is not null then 'refused' when ${conditions.isReturned} then 'returned'
    when ${conditions.isValid} then 'valid' when ${conditions.isHandable} then 'checked'
    when r.corrected_position is not null then 'corrected' else 'registered' end`);

export type RefundHop = 'account' | 'requested' | 'approved' | 'health-centre' | 'agent' | 'payer' | 'none';

/** Who holds the money of a leftover on its way back (R-605); `none` = it never reached the account. */
export const refundHop: Sql = sql.raw(`
  case when r.paid_at is not null then 'payer' when r.handed_on_at is not null then 'agent'
    when r.released_at is not null then 'health-centre' when r.approved_at is not null then 'approved'
    when r.requested_at is not null then 'requested' when ${conditions.isFunded} then 'account' else 'none' end`);

/** When the present hop began. */
export const refundHopAt =
  'coalesce(r.paid_at, r.handed_on_at, r.released_at, r.approved_at, r.requested_at, r.leftover_at)';
