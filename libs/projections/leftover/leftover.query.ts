import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { type Registration, registrationColumns } from '../registration/registration.query.ts';
import { type RefundHop, refundHop, refundHopAt } from '../registration/registration-state.ts';

export type Leftover = Registration & {
  readonly kind: LeftoverKind;
  readonly hop: RefundHop;
  /** When the present hop began, epoch ms on the plan's clock. */
  readonly since: number;
  readonly resolvedAt: number | null;
};

export type LeftoverKindCount = {
  readonly township: string;
  readonly kind: LeftoverKind;
  readonly opened: number;
  readonly resolved: number;
};

/** Of a township, open ones first, then by registration. */
const rows = (handle: ReadingHandle, township: string, limit = 2_000): Promise<readonly Leftover[]> =>
  read(
    handle,
    sql<Leftover>`
      select ${registrationColumns}, r.leftover_kind as kind, ${refundHop} as hop, ${epochMs(refundHopAt)} as since,
        ${epochMs('r.resolved_at')} as "resolvedAt"
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${township} and r.leftover_position is not null
      order by r.outcome is not null, r.registration limit ${limit}`,
  );

/** Opened and resolved by kind; of one township or, township by township, of all. */
const kinds = (handle: ReadingHandle, township?: string): Promise<readonly LeftoverKindCount[]> =>
  read(
    handle,
    sql<LeftoverKindCount>`
      select r.township, r.leftover_kind as kind, count(*)::int as opened, count(r.outcome)::int as resolved
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.leftover_position is not null
        and (${township ?? null}::text is null or r.township = ${township ?? null})
      group by r.township, r.leftover_kind order by r.township, r.leftover_kind`,
  );

/** Where the leftovers' money is; resolved ones count at the payer (R-605). */
const hops = (handle: ReadingHandle, township: string) =>
  read(
    handle,
    sql<{ hop: RefundHop; fen: number; people: number }>`
      select ${refundHop} as hop, sum(coalesce(r.refund_fen, r.amount_fen))::bigint as fen, count(*)::int as people
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.township = ${township} and r.leftover_position is not null
      group by 1 order by 1`,
  );

export const leftoverQuery = { rows, kinds, hops };
