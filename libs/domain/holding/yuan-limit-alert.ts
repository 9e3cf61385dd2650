import { exceedsCap, holdingDueAt } from '../two-limits.ts';
import type { TwoLimits } from '../two-limits.ts';
import type { HoldingEvent } from './holding.events.ts';

/** Cash that is not at the bank: people, fen, and the oldest receipt in it (plan, epoch ms; null = none). */
export type HeldCash = { readonly people: number; readonly fen: number; readonly firstReceiptAt: number | null };

/**
 * the yuan limit is crossed by a receipt, so its alert goes with the receipts that cross it, once. The day limit
 * is crossed by time, which is the watch's business. `taken` = one receipt, or a file's page of them.
 */
export function yuanLimitAlert(
  agent: string,
  before: HeldCash,
  taken: { readonly people: number; readonly fen: number; readonly at: number },
  limits: TwoLimits,
): HoldingEvent | null {
  const after = before.fen + taken.fen;
  const firstReceiptAt = before.firstReceiptAt ?? taken.at;
  const dueAt = holdingDueAt(firstReceiptAt, limits);
  const data = { agent, limit: 'yuan', people: before.people + taken.people, firstReceiptAt, dueAt } as const;
  if (!exceedsCap(before.fen, limits) && exceedsCap(after, limits)) return { type: 'HoldingBreached', data };
  if (before.fen < limits.warnFen && after >= limits.warnFen) return { type: 'HoldingWarned', data };
  return null;
}
