import type { HoldingEvent } from '@canbao/domain/holding/holding.events';
import { exceedsCap, holdingDueAt, type TwoLimits } from '@canbao/domain/two-limits';

type Held = { readonly fen: number; readonly people: number; readonly firstReceiptAt: number | null };

/**
 * the yuan limit is crossed by a receipt, so its alert goes with the receipt that crosses it, once. The day limit
 * is crossed by time, which is the watch's business. `before` = unbanked cash before this receipt.
 */
export function yuanLimitAlert(
  agent: string,
  before: Held,
  receipt: { readonly fen: number; readonly at: number },
  limits: TwoLimits,
): HoldingEvent | null {
  const after = before.fen + receipt.fen;
  const firstReceiptAt = before.firstReceiptAt ?? receipt.at;
  const data = {
    agent,
    limit: 'yuan' as const,
    people: before.people + 1,
    firstReceiptAt,
    dueAt: holdingDueAt(firstReceiptAt, limits),
  };
  if (!exceedsCap(before.fen, limits) && exceedsCap(after, limits)) return { type: 'HoldingBreached', data };
  if (before.fen < limits.warnFen && after >= limits.warnFen) return { type: 'HoldingWarned', data };
  return null;
}
