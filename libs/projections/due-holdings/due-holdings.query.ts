import { holdingDueAt, type TwoLimits } from '@canbao/domain/two-limits';
import { sql } from 'kysely';

import { unbanked } from '../agent-cash/agent-cash.query.ts';
import { epochMs } from '../epoch-ms.ts';
import { momentQuery } from '../moment/moment.query.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type HoldingStage = 'warned' | 'breached' | 'escalated';

/** An alert to raise now. Key = agent, first receipt, stage. Instants are epoch ms on the plan's clock. */
export type DueHolding = {
  readonly agent: string;
  readonly unit: string;
  readonly stage: HoldingStage;
  readonly firstReceiptAt: number;
  readonly dueAt: number;
  readonly people: number;
  readonly fen: number;
};

export type DueHoldings = {
  readonly items: readonly DueHolding[];
  /** When the next alert falls due if nothing moves; null = never. Always after `now`. */
  readonly nextAt: number | null;
  /** The answer is the fold of the events before this position. */
  readonly position: number;
};

type Held = {
  readonly agent: string;
  readonly unit: string;
  readonly fen: number;
  readonly people: number;
  readonly firstReceiptAt: number;
  readonly alerted: readonly HoldingStage[];
};

const stages: readonly HoldingStage[] = ['warned', 'breached', 'escalated'];
const HOUR_MS = 3_600_000;

/**
 * What the day limit demands of the watch at `now`. Of several stages that have passed meanwhile only the last is
 * listed, and none that was raised before, or behind one that was: nothing goes out twice.
 */
async function at(handle: ReadingHandle, now: number, limits: TwoLimits): Promise<DueHoldings> {
  // The position first: what is told afterwards is at least as young.
  const position = await momentQuery.position(handle);
  const items: DueHolding[] = [];
  const upcoming: number[] = [];
  for (const holding of await held(handle)) {
    const { agent, unit, people, fen, firstReceiptAt, alerted } = holding;
    const dueAt = holdingDueAt(firstReceiptAt, limits);
    const instants = [dueAt - limits.warnHours * HOUR_MS, dueAt, dueAt + limits.escalateHours * HOUR_MS];
    const reached = instants.findLastIndex((instant) => instant <= now);
    const raised = Math.max(-1, ...alerted.map((stage) => stages.indexOf(stage)));
    if (reached > raised) items.push({ agent, unit, stage: stages[reached]!, firstReceiptAt, dueAt, people, fen });
    const next = instants.find((instant, index) => instant > now && index > raised);
    if (next !== undefined) upcoming.push(next);
  }
  return { items, nextAt: upcoming.length === 0 ? null : Math.min(...upcoming), position };
}

const held = (handle: ReadingHandle): Promise<readonly Held[]> =>
  read(
    handle,
    sql<Held>`
      select h.agent, h.unit, h.fen::bigint as fen, h.people::int as people, ${epochMs('h.oldest_at')} as "firstReceiptAt",
        coalesce(a.kinds, '{}') as alerted
      from (${unbanked(handle)}) h
      left join (
        select agent, first_receipt_at, array_agg(kind) as kinds from ${tableIn(handle, 'holding-alert')}
        where campaign = ${handle.campaign} and holding_limit = 'days' group by agent, first_receipt_at
      ) a on a.agent = h.agent and a.first_receipt_at = h.oldest_at
      order by h.agent`,
  );

export const dueHoldingsQuery = { at };
