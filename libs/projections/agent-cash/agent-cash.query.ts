import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';

/**
 * An agent's cash (R-600, R-601). `cash` = collected − bagged, lying loose; `unbanked` = loose and in bags that nobody
 * has handed in; `oldestAt` (epoch ms, plan) is the oldest receipt in it: where the holding clock began.
 */
export type AgentCash = {
  readonly agent: string;
  readonly unit: string;
  readonly collectedFen: number;
  readonly collectedPeople: number;
  readonly cashFen: number;
  readonly cashPeople: number;
  /** In bags that no bank line has proved yet. */
  readonly baggedFen: number;
  readonly baggedPeople: number;
  readonly depositedFen: number;
  readonly depositedPeople: number;
  readonly unbankedFen: number;
  readonly unbankedPeople: number;
  readonly oldestAt: number | null;
  /** The worst alert of this holding; `none` once it is at the bank. */
  readonly alert: 'none' | 'warned' | 'breached' | 'escalated';
  /** Returned rows that wait for the agent (R-406). */
  readonly returned: number;
};

const agents = (handle: ReadingHandle, where: RawBuilder<unknown>): Promise<readonly AgentCash[]> =>
  read(
    handle,
    sql<AgentCash>`
      select c.agent, c.unit, c.collected_fen as "collectedFen", c.collected_people as "collectedPeople",
        c.collected_fen - c.bagged_fen as "cashFen", c.collected_people - c.bagged_people as "cashPeople",
        c.bagged_fen - c.matched_fen as "baggedFen", c.bagged_people - c.matched_people as "baggedPeople",
        c.matched_fen as "depositedFen", c.matched_people as "depositedPeople",
        coalesce(h.fen, 0)::bigint as "unbankedFen", coalesce(h.people, 0)::int as "unbankedPeople",
        ${epochMs('h.oldest_at')} as "oldestAt", coalesce(a.kind, 'none') as alert, coalesce(q.returned, 0)::int as returned
      from ${tableIn(handle, 'agent-cash')} c
      left join lateral (${unbanked(handle, sql`and agent = c.agent`)}) h on true
      left join lateral (
        select kind from ${tableIn(handle, 'holding-alert')} a
        where a.campaign = c.campaign and a.agent = c.agent and a.first_receipt_at = h.oldest_at
        order by array_position(array['warned', 'breached', 'escalated'], kind) desc limit 1
      ) a on true
      left join lateral (
        select count(*) as returned from ${tableIn(handle, 'registration')} r
        where r.campaign = c.campaign and r.agent = c.agent and ${registrationState.isReturned} and not ${registrationState.isLeftover}
      ) q on true
      where c.campaign = ${handle.campaign} and ${where}
      order by c.agent`,
  );

/**
 * Per agent the money that is not at the bank: loose, or in a bag that is neither banked nor matched. `more` holds it to
 * some agents, so that a question about few does not add up a county.
 */
export const unbanked = (handle: ReadingHandle, more: RawBuilder<unknown> = sql``): RawBuilder<unknown> => sql`
  select agent, min(unit) as unit, sum(fen) as fen, sum(people) as people, min(oldest_at) as oldest_at
  from (
    select agent, unit, amount_fen as fen, 1 as people, first_at as oldest_at
    from ${tableIn(handle, 'loose-receipt')} where campaign = ${handle.campaign} ${more}
    union all
    select agent, unit, amount_fen, people, first_receipt_at
    from ${tableIn(handle, 'bag')}
    where campaign = ${handle.campaign} and banked_position is null and matched_position is null ${more}
  ) money
  group by agent`;

/** Agents without a registration have no row. */
const ofTownship = (handle: ReadingHandle, township: string): Promise<readonly AgentCash[]> =>
  agents(handle, sql`c.township = ${township}`);

const ofAgent = async (handle: ReadingHandle, agent: string): Promise<AgentCash | null> =>
  (await agents(handle, sql`c.agent = ${agent}`))[0] ?? null;

/** Agents of the county whose unbanked money has an alert, worst first then oldest: the overview's list. */
const alerted = async (handle: ReadingHandle): Promise<readonly AgentCash[]> => {
  const rank = { escalated: 0, breached: 1, warned: 2, none: 3 } as const;
  return (await agents(handle, sql`a.kind is not null`)).toSorted(
    (a, b) => rank[a.alert] - rank[b.alert] || (a.oldestAt ?? 0) - (b.oldestAt ?? 0),
  );
};

export const agentCashQuery = { ofTownship, ofAgent, alerted };
