import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';
import { type RawBuilder, sql } from 'kysely';

import { read, type ReadingHandle, readOne, tableIn } from '../reading-handle.ts';
import { type Registration, registrationColumns } from '../registration/registration.query.ts';
import { type RefundHop, refundHop, registrationState } from '../registration/registration-state.ts';
import { returnedState } from '../registration/returned-state.ts';

/** Of a row that the agent sent again, or that nobody mends any more. */
export type ReturnedRowState = 'waiting' | 'passed' | 'failed';

/** `kind` null: not a leftover yet, or none. `hop` = who holds its money on the way back. */
export type ReturnedRow = Registration & {
  readonly state: ReturnedRowState;
  readonly kind: LeftoverKind | null;
  readonly hop: RefundHop;
};

/** How many of an agent's rows are to be mended, and how those stand that are not (any more). */
export type ReturnedCounts = { readonly toMend: number } & { readonly [State in ReturnedRowState]: number };

/** Waiting for round 2 until both desks have passed what was corrected; a leftover, or lost for good, has failed. */
const state = (handle: ReadingHandle): RawBuilder<unknown> => sql`
  case when ${returnedState.isFailed(handle)} then 'failed'
    when r.corrections = 0 then null
    when r.enrolled_position is not null
      or (${registrationState.isValid} and r.tax_passed_2 > r.corrected_position) then 'passed'
    else 'waiting' end`;

/** Rows of an agent that are out of its hands: sent again, or failed; in order of registering, behind `after`. */
const ofAgent = (
  handle: ReadingHandle,
  agent: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly ReturnedRow[]> =>
  read(
    handle,
    sql<ReturnedRow>`
      select ${registrationColumns}, s.state, r.leftover_kind as kind, ${refundHop} as hop
      from ${tableIn(handle, 'registration')} r cross join lateral (values (${state(handle)})) s(state)
      where r.campaign = ${handle.campaign} and r.agent = ${agent} and s.state is not null
        and r.registration > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      order by r.registration limit ${limit}`,
  );

const counts = (handle: ReadingHandle, agent: string): Promise<ReturnedCounts> =>
  readOne(
    handle,
    sql<ReturnedCounts>`
      select count(*) filter (where ${returnedState.isToMend(handle)})::int as "toMend",
        count(*) filter (where s.state = 'waiting')::int as waiting,
        count(*) filter (where s.state = 'passed')::int as passed,
        count(*) filter (where s.state = 'failed')::int as failed
      from ${tableIn(handle, 'registration')} r cross join lateral (values (${state(handle)})) s(state)
      where r.campaign = ${handle.campaign} and r.agent = ${agent}`,
  );

export const returnedRowQuery = { ofAgent, counts };
