import type { ReturnReason } from '@canbao/domain/registration/registration.events';
import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { returnedState } from './returned-state.ts';
import { registrationState, type RegistrationStatus, registrationStatus } from './registration-state.ts';

/**
 * `person` is a key: the API fills in names from the vault. `round` is that of the last return, 0 when it was never
 * returned; `reasons` are of that return. Instants are epoch ms on the plan's clock, `…On` ISO days.
 */
export type Registration = {
  readonly registration: string;
  readonly unit: string;
  readonly township: string;
  readonly village: string;
  readonly group: string;
  readonly agent: string;
  readonly person: string;
  readonly receipt: string;
  readonly amountFen: number;
  readonly receivedOn: string;
  readonly registeredAt: number;
  readonly status: RegistrationStatus;
  readonly round: number;
  readonly reasons: readonly ReturnReason[];
  readonly returnedAt: number | null;
  readonly corrections: number;
  readonly bag: string | null;
  readonly isFunded: boolean;
  readonly isValid: boolean;
  readonly serial: string | null;
  readonly certificate: string | null;
  readonly enteredFen: number | null;
  readonly leftoverKind: string | null;
  readonly outcome: string | null;
};

/** The columns of `Registration`, of the row `r`. */
export const registrationColumns: RawBuilder<unknown> = sql`
  r.registration, r.unit, r.township, r.village, r.group_name as "group", r.agent, r.person, r.receipt,
  r.amount_fen as "amountFen", r.received_on::text as "receivedOn", ${epochMs('r.registered_at')} as "registeredAt",
  ${registrationStatus} as status,
  case when r.reasons_position is null then 0 when r.reasons_position in (r.hc_returned_2, r.tax_returned_2) then 2
    else 1 end as round,
  coalesce(r.reasons, '[]') as reasons, ${epochMs('r.returned_at')} as "returnedAt", r.corrections, r.bag,
  ${registrationState.isFunded} as "isFunded", ${registrationState.isValid} as "isValid", r.serial, r.certificate,
  r.entered_fen as "enteredFen", r.leftover_kind as "leftoverKind", r.outcome`;

const registrations = (
  handle: ReadingHandle,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<readonly Registration[]> =>
  read(
    handle,
    sql<Registration>`
      select ${registrationColumns} from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and ${where}
      order by r.registration limit ${limit}`,
  );

const byIds = (handle: ReadingHandle, ids: readonly string[]): Promise<readonly Registration[]> =>
  registrations(handle, sql`r.registration = any(${ids}::uuid[])`, ids.length);

const byId = async (handle: ReadingHandle, id: string): Promise<Registration | null> =>
  (await byIds(handle, [id]))[0] ?? null;

const byReceipt = async (handle: ReadingHandle, receipt: string): Promise<Registration | null> =>
  (await registrations(handle, sql`r.receipt = ${receipt}`, 1))[0] ?? null;

/** All of a person in the county, oldest first: "already registered in …". */
const ofPerson = (handle: ReadingHandle, person: string): Promise<readonly Registration[]> =>
  registrations(handle, sql`r.person = ${person}`, 100);

const ofAgent = (handle: ReadingHandle, agent: string, limit = 5_000): Promise<readonly Registration[]> =>
  registrations(handle, sql`r.agent = ${agent}`, limit);

/** What came back to an agent and is not corrected since, also what cannot be mended; as far as it was told. */
const returnedToAgent = (handle: ReadingHandle, agent: string): Promise<readonly Registration[]> =>
  registrations(
    handle,
    sql`r.agent = ${agent} and ${registrationState.isReturned} and not ${registrationState.isLeftover}
      and ${returnedState.isTold(handle)}`,
    1_000,
  );

/** Refunds an agent has received and has not paid out yet; `since` is epoch ms on the plan's clock. */
const refundsInHand = (handle: ReadingHandle, agent: string) =>
  read(
    handle,
    sql<{ registration: string; person: string; amountFen: number; since: number }>`
      select r.registration, r.person, r.refund_fen as "amountFen", ${epochMs('r.handed_on_at')} as since
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.agent = ${agent} and r.handed_on_at is not null and r.paid_at is null
      order by r.handed_on_at, r.registration`,
  );

export const registrationQuery = {
  byId,
  byIds,
  byReceipt,
  ofPerson,
  ofAgent,
  returnedToAgent,
  refundsInHand,
};
