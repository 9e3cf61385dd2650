import { type RawBuilder, sql } from 'kysely';

import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';

const { isFunded, isLeftover, isValid } = registrationState;

export type EnrolmentRow = {
  readonly registration: string;
  readonly unit: string;
  readonly agent: string;
  readonly person: string;
  readonly amountFen: number;
  readonly serial: string | null;
  readonly certificate: string | null;
};

/** Pages go by registration: those behind `after`, null = from the start. */
export type PageAsked = { readonly township: string; readonly after: string | null; readonly limit: number };

export type EnrolmentCounts = {
  readonly valid: number;
  readonly funded: number;
  /** Valid and funded: who is pushed to the bureau. */
  readonly ready: number;
  readonly enrolled: number;
  readonly refused: number;
  readonly certificates: number;
  readonly entered: number;
  readonly enteredFen: number;
  readonly leftovers: number;
};

const page = (handle: ReadingHandle, asked: PageAsked, where: RawBuilder<unknown>): Promise<readonly EnrolmentRow[]> =>
  read(
    handle,
    sql<EnrolmentRow>`
      select r.registration, r.unit, r.agent, r.person, r.amount_fen as "amountFen", r.serial, r.certificate
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${asked.township}
        and r.registration > coalesce(${asked.after}::uuid, '00000000-0000-0000-0000-000000000000') and ${where}
      order by r.registration limit ${asked.limit}`,
  );

/** Valid and funded, and the bureau has answered nothing about them yet. */
const toEnrol = (handle: ReadingHandle, asked: PageAsked): Promise<readonly EnrolmentRow[]> =>
  page(
    handle,
    asked,
    sql`${isValid} and ${isFunded} and not ${isLeftover} and r.enrolled_position is null and r.refused_position is null`,
  );

/** Enrolled, without a certificate. */
const toCertify = (handle: ReadingHandle, asked: PageAsked): Promise<readonly EnrolmentRow[]> =>
  page(handle, asked, sql`r.enrolled_position is not null and r.certificate_position is null`);

/** Enrolled and certified, their money not entered: the list a treasury page freezes. */
const toEnter = (handle: ReadingHandle, asked: PageAsked): Promise<readonly EnrolmentRow[]> =>
  page(
    handle,
    asked,
    sql`r.enrolled_position is not null and r.certificate_position is not null and r.entered_position is null`,
  );

/**
 * Who has become a leftover after the second screening: neither ready nor enrolled, and not named as one yet. Refused
 * by the bureau, not valid, or valid and without matched money.
 */
const toLeave = (handle: ReadingHandle, asked: PageAsked): Promise<readonly LeftoverCandidate[]> =>
  read(
    handle,
    sql<LeftoverCandidate>`
      select r.registration, r.unit, r.person, r.amount_fen as "amountFen", ${isFunded} as "isFunded", ${isValid} as "isValid",
        coalesce(r.reasons, '[]') as reasons, r.refused_position is not null as "isRefused"
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${asked.township}
        and r.registration > coalesce(${asked.after}::uuid, '00000000-0000-0000-0000-000000000000')
        and not ${isLeftover} and r.enrolled_position is null
        and (r.refused_position is not null or not ${isValid} or not ${isFunded})
      order by r.registration limit ${asked.limit}`,
  );

export type LeftoverCandidate = {
  readonly registration: string;
  readonly unit: string;
  readonly person: string;
  readonly amountFen: number;
  readonly isFunded: boolean;
  readonly isValid: boolean;
  readonly isRefused: boolean;
  /** Of the last return; they stand only while `isValid` is false. */
  readonly reasons: readonly string[];
};

const counts = (handle: ReadingHandle, township: string): Promise<EnrolmentCounts> =>
  readOne(
    handle,
    sql<EnrolmentCounts>`
      select count(*) filter (where ${isValid})::int as valid, count(*) filter (where ${isFunded})::int as funded,
        count(*) filter (where ${isValid} and ${isFunded} and not ${isLeftover})::int as ready,
        count(r.enrolled_position)::int as enrolled,
        count(*) filter (where r.refused_position is not null and r.enrolled_position is null)::int as refused,
        count(r.certificate_position)::int as certificates, count(r.entered_position)::int as entered,
        coalesce(sum(r.entered_fen), 0)::bigint as "enteredFen", count(r.leftover_position)::int as leftovers
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${township}`,
  );

export const enrolmentWorkQuery = { toEnrol, toCertify, toEnter, toLeave, counts };
