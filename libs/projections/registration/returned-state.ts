import { isMendable, returnReasons } from '@canbao/domain/registration/return-reason';
import { type RawBuilder, sql } from 'kysely';

import { type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from './registration-state.ts';

const reasons = Object.keys(returnReasons) as readonly (keyof typeof returnReasons)[];
const lasting = reasons.filter((reason) => !isMendable([reason]));

/**
 * Whether the agent has been told of the last return of the row `r`: the health centre's own at once, the tax branch's of
 * round 1 with its feedback, which goes back through the health centre, and of round 2 as a leftover.
 */
const isTold = (handle: ReadingHandle): RawBuilder<unknown> => sql`(
  r.leftover_position is not null or coalesce(r.reasons_position in (r.hc_returned_1, r.hc_returned_2), false)
    or (r.reasons_position is not null and r.reasons_position = r.tax_returned_1 and exists (
      select from ${tableIn(handle, 'township-step')} f
      where f.campaign = r.campaign and f.township = r.township and f.step = 'feedback' and f.round = 1)))`;

/** Returned in round 1, every reason to be mended against the card, and the agent knows. */
const isToMend = (handle: ReadingHandle): RawBuilder<unknown> => sql`(
  ${registrationState.isReturned} and not ${registrationState.isLeftover} and ${isTold(handle)} and not ${isLost})`;

/** One of the reasons of its last return is nothing that a card can change. */
const isLasting: RawBuilder<unknown> = sql`coalesce(r.reasons ?| ${sql.val(lasting)}::text[], false)`;

/** Nobody mends it any more: returned in round 2, or for what lasts. */
const isLost: RawBuilder<unknown> = sql`(
  coalesce(r.reasons_position in (r.hc_returned_2, r.tax_returned_2), false) or ${isLasting})`;

/** Failed, as the agent is told: a leftover, or about to become one. */
const isFailed = (handle: ReadingHandle): RawBuilder<unknown> => sql`(
  ${registrationState.isLeftover} or (${registrationState.isReturned} and ${isTold(handle)} and ${isLost}))`;

/** Who returned the row last, and what of it is said in the answers: columns of the row `r`. */
const columns = (handle: ReadingHandle): RawBuilder<unknown> => sql`
  case when r.reasons_position in (r.hc_returned_1, r.hc_returned_2) then 'health-centre'
    when r.reasons_position in (r.tax_returned_1, r.tax_returned_2) then 'tax' end as "returnedBy",
  ${registrationState.isReturned} as "isReturned", ${isTold(handle)} as "isTold"`;

export const returnedState = { isTold, isToMend, isLasting, isFailed, columns };
