import { addDays, clockTimeOf, dateOf, endOf } from './shanghai-date.ts';
import type { ShanghaiDate } from './shanghai-date.ts';

/** R-601, per agent. Pack parameters; days and amount are inclusive. */
export type TwoLimits = {
  readonly days: number;
  readonly capFen: number;
  /** The bank's closing hour, `HH:MM`, Shanghai. */
  readonly closingTime: string;
  readonly lastDepositOn: ShanghaiDate;
  /** Warn when so many hours are left. */
  readonly warnHours: number;
  /** Warn from so many fen on. */
  readonly warnFen: number;
  /** Escalate when a breach has lasted so many hours. */
  readonly escalateHours: number;
};

/** Cash in an agent's hands: what is collected and not yet deposited. `firstReceiptAt`: oldest money, epoch ms. */
export type Holding = { readonly fen: number; readonly firstReceiptAt: number | null };

export type HoldingVerdict = {
  readonly state: 'none' | 'warned' | 'breached' | 'escalated';
  readonly limit: 'days' | 'yuan' | null;
  /** By when the oldest money has to be at the bank; null = nothing in hand. */
  readonly dueAt: number | null;
};

const hourMs = 3_600_000;

/**
 * money of day D is due on day D + days at the bank's closing hour, never after the last deposit day. Money that
 * comes in after that hour on the last day is due at its 24:00, the lock.
 */
export function holdingDueAt(firstReceiptAt: number, limits: TwoLimits): number {
  const by = addDays(dateOf(firstReceiptAt), limits.days);
  const on = by < limits.lastDepositOn ? by : limits.lastDepositOn;
  const dueAt = clockTimeOf(on, limits.closingTime);
  return dueAt > firstReceiptAt ? dueAt : endOf(on);
}

/** exactly the cap is allowed, one fen more is a breach. */
export const exceedsCap = (fen: number, limits: TwoLimits): boolean => fen > limits.capFen;

/** What the watch says about an agent's cash at a plan instant; of two limits, the one that is worse. */
export function judgeHolding({ fen, firstReceiptAt }: Holding, limits: TwoLimits, now: number): HoldingVerdict {
  if (fen <= 0 || firstReceiptAt === null) return { state: 'none', limit: null, dueAt: null };
  const dueAt = holdingDueAt(firstReceiptAt, limits);
  // "Before closing" is in time; at the closing hour itself the counter is shut.
  if (now >= dueAt + limits.escalateHours * hourMs) return { state: 'escalated', limit: 'days', dueAt };
  if (now >= dueAt) return { state: 'breached', limit: 'days', dueAt };
  if (exceedsCap(fen, limits)) return { state: 'breached', limit: 'yuan', dueAt };
  if (now >= dueAt - limits.warnHours * hourMs) return { state: 'warned', limit: 'days', dueAt };
  if (fen >= limits.warnFen) return { state: 'warned', limit: 'yuan', dueAt };
  return { state: 'none', limit: null, dueAt };
}

/** The next instant after `now` at which the verdict may change by time alone; null = never. */
export function nextHoldingCheckAt({ fen, firstReceiptAt }: Holding, limits: TwoLimits, now: number): number | null {
  if (fen <= 0 || firstReceiptAt === null) return null;
  const dueAt = holdingDueAt(firstReceiptAt, limits);
  return (
    [dueAt - limits.warnHours * hourMs, dueAt, dueAt + limits.escalateHours * hourMs].find((at) => at > now) ?? null
  );
}
