import { type RawBuilder, sql } from 'kysely';

import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** A refund on its way: leftover with matched money. */
export type RefundRow = {
  readonly registration: string;
  readonly unit: string;
  readonly agent: string;
  readonly person: string;
  readonly account: string;
  readonly kind: string;
  readonly amountFen: number;
  readonly approvalId: string | null;
  /** The payer has it back and has signed. */
  readonly isPaid: boolean;
};

export type RefundPageAsked = { readonly township: string; readonly after: string | null; readonly limit: number };

const page = (
  handle: ReadingHandle,
  asked: RefundPageAsked,
  where: RawBuilder<unknown>,
): Promise<readonly RefundRow[]> =>
  read(
    handle,
    sql<RefundRow>`
      select r.registration, r.unit, r.agent, r.person, r.account, r.leftover_kind as kind,
        coalesce(r.refund_fen, r.amount_fen) as "amountFen", r.refund_approval as "approvalId",
        r.paid_at is not null as "isPaid"
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${asked.township}
        and r.registration > coalesce(${asked.after}::uuid, '00000000-0000-0000-0000-000000000000')
        and r.leftover_position is not null and ${where}
      order by r.registration limit ${asked.limit}`,
  );

/** Open leftovers whose money lies in the account and for whom nobody has asked yet. */
const toRequest = (handle: ReadingHandle, asked: RefundPageAsked): Promise<readonly RefundRow[]> =>
  page(
    handle,
    asked,
    sql`r.matched_position is not null and r.entered_position is null and r.outcome is null and r.requested_at is null`,
  );

/** Approved by a second person, still in the pending account: what the bank releases next. */
const toRelease = (handle: ReadingHandle, asked: RefundPageAsked): Promise<readonly RefundRow[]> =>
  page(handle, asked, sql`r.approved_at is not null and r.released_at is null`);

/** At the health centre, to be handed on to the agents. */
const toHandOn = (handle: ReadingHandle, asked: RefundPageAsked): Promise<readonly RefundRow[]> =>
  page(handle, asked, sql`r.released_at is not null and r.handed_on_at is null`);

/** Paid to the payer, or nothing to return: to be resolved. */
const toResolve = (handle: ReadingHandle, asked: RefundPageAsked): Promise<readonly RefundRow[]> =>
  page(handle, asked, sql`r.outcome is null and (r.paid_at is not null or r.matched_position is null)`);

/** Leftovers of the township that have no outcome yet. */
async function countOpen(handle: ReadingHandle, township: string): Promise<number> {
  const { open } = await readOne(
    handle,
    sql<{ open: number }>`
      select count(*)::int as open from ${tableIn(handle, 'registration')}
      where campaign = ${handle.campaign} and township = ${township} and leftover_position is not null and outcome is null`,
  );
  return open;
}

export const settlementWorkQuery = { countOpen, toRequest, toRelease, toHandOn, toResolve };
