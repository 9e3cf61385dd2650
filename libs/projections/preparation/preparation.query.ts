import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type Preparation = {
  readonly township: string;
  readonly plan: { readonly title: string; readonly documentSha256: string; readonly filedAt: number } | null;
  readonly training: { readonly agents: readonly string[]; readonly trainedOn: string } | null;
};

/** Townships that have filed or confirmed nothing yet have no row. */
const preparations = (handle: ReadingHandle, township?: string): Promise<readonly Preparation[]> =>
  read(
    handle,
    sql<Preparation>`
      select township,
        case when plan_sha256 is not null then jsonb_build_object('title', plan_title, 'documentSha256', plan_sha256,
          'filedAt', ${epochMs('plan_filed_at')}) end as plan,
        case when trained_on is not null then jsonb_build_object('agents', trained_agents, 'trainedOn', trained_on) end
          as training
      from ${tableIn(handle, 'preparation')}
      where campaign = ${handle.campaign} and (${township ?? null}::text is null or township = ${township ?? null})
      order by township`,
  );

export const preparationQuery = { preparations };
