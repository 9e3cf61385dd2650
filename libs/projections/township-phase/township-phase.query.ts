import type { Phase } from '@canbao/domain/campaign/phase';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Instants are epoch ms on the plan's clock. A phase the township has never entered has no row here. */
export type TownshipPhase = {
  readonly township: string;
  readonly phase: Phase;
  readonly state: 'open' | 'closed';
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly isOverridden: boolean;
};

/** Of one township or of all, in the plan's order of phases. */
const phases = (handle: ReadingHandle, township?: string): Promise<readonly TownshipPhase[]> =>
  read(
    handle,
    sql<TownshipPhase>`
      select t.township, t.phase, s.state, ${epochMs('t.opened_at')} as "openedAt",
        case when s.state = 'closed' then ${epochMs('t.closed_at')} end as "closedAt",
        t.is_overridden and s.state = 'closed' as "isOverridden"
      from ${tableIn(handle, 'township-phase')} t
      join ${tableIn(handle, 'campaign-phase')} p on p.campaign = t.campaign and p.phase = t.phase
      cross join lateral (
        select case when t.closed_position > coalesce(t.reopened_position, -1) then 'closed' else 'open' end as state
      ) s
      where t.campaign = ${handle.campaign} and (${township ?? null}::text is null or t.township = ${township ?? null})
      order by t.township, p.place`,
  );

export const townshipPhaseQuery = { phases };
