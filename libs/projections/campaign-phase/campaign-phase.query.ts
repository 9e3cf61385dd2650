import type { Phase } from '@canbao/domain/campaign/phase';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Instants are epoch ms on the plan's clock; `dueAt` as moved last, the moves are in `deadlineQuery`. */
export type CampaignPhase = {
  readonly phase: Phase;
  readonly opensAt: number;
  readonly plannedDueAt: number;
  readonly dueAt: number;
  readonly state: 'planned' | 'open' | 'closed';
  readonly openedAt: number | null;
  /** Null while the phase is open, also when it was closed before and reopened. */
  readonly closedAt: number | null;
  readonly isOverridden: boolean;
  readonly townshipsOpen: number;
  readonly townshipsClosed: number;
};

/** In the order of the plan. */
const all = (handle: ReadingHandle): Promise<readonly CampaignPhase[]> =>
  read(
    handle,
    sql<CampaignPhase>`
      select p.phase, ${epochMs('p.opens_at')} as "opensAt", ${epochMs('p.planned_due_at')} as "plannedDueAt",
        ${epochMs('p.due_at')} as "dueAt", s.state, ${epochMs('p.opened_at')} as "openedAt",
        case when s.state = 'closed' then ${epochMs('p.closed_at')} end as "closedAt",
        p.is_overridden and s.state = 'closed' as "isOverridden",
        coalesce(t.open, 0)::int as "townshipsOpen", coalesce(t.closed, 0)::int as "townshipsClosed"
      from ${tableIn(handle, 'campaign-phase')} p
      cross join lateral (
        select case when p.closed_position > coalesce(p.reopened_position, -1) then 'closed'
          when p.opened_at is not null then 'open' else 'planned' end as state
      ) s
      left join (
        select phase, count(*) filter (where closed_position > coalesce(reopened_position, -1)) as closed,
          count(*) filter (where not coalesce(closed_position > coalesce(reopened_position, -1), false)) as open
        from ${tableIn(handle, 'township-phase')} where campaign = ${handle.campaign} group by phase
      ) t on t.phase = p.phase
      where p.campaign = ${handle.campaign}
      order by p.place`,
  );

export const campaignPhaseQuery = { all };
