import type { Measure } from '@canbao/domain/report/report.events';
import { type RawBuilder, sql } from 'kysely';

import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** R-803a: people and fen, each figure by its own proof. */
export type ThreeMeasures = { readonly registered: Measure; readonly deposited: Measure; readonly entered: Measure };

/** `sponsored` = people on sponsor lists; they count in the task, nothing is collected from them. */
export type Progress = { readonly measures: ThreeMeasures; readonly sponsored: number };

export type UnitProgress = Progress & {
  readonly unit: string;
  readonly code: string;
  readonly name: string;
  /** The task in people; 0 = not set yet. */
  readonly task: number;
};

const sums: RawBuilder<unknown> = sql`
  jsonb_build_object(
    'registered', jsonb_build_object('people', coalesce(sum(registered_people), 0), 'fen', coalesce(sum(registered_fen), 0)),
    'deposited', jsonb_build_object('people', coalesce(sum(deposited_people), 0), 'fen', coalesce(sum(deposited_fen), 0)),
    'entered', jsonb_build_object('people', coalesce(sum(entered_people), 0), 'fen', coalesce(sum(entered_fen), 0))
  ) as measures, coalesce(sum(sponsored_people), 0)::int as sponsored`;

/** All villages together. */
const county = (handle: ReadingHandle): Promise<Progress> =>
  readOne(
    handle,
    sql<Progress>`select ${sums} from ${tableIn(handle, 'village-progress')} where campaign = ${handle.campaign}`,
  );

/** Every township of the campaign in the scheme's order, also those without a registration. */
const townships = (handle: ReadingHandle): Promise<readonly UnitProgress[]> =>
  read(
    handle,
    sql<UnitProgress>`
      select t.unit, t.code, t.name, coalesce(k.people, 0) as task, ${sums}
      from ${tableIn(handle, 'township')} t
      left join ${tableIn(handle, 'township-task')} k on k.campaign = t.campaign and k.township = t.code
      left join ${tableIn(handle, 'village-progress')} v on v.campaign = t.campaign and v.township = t.code
      where t.campaign = ${handle.campaign}
      group by t.unit, t.code, t.name, t.place, k.people
      order by t.place`,
  );

/** The villages of a township: those of its split task and any other that has registrations. */
const villages = (handle: ReadingHandle, township: string): Promise<readonly UnitProgress[]> =>
  read(
    handle,
    sql<UnitProgress>`
      select unit, split_part(unit, '/', 3) as code, coalesce(name, split_part(unit, '/', 3)) as name,
        coalesce(k.people, 0) as task, ${sums}
      from (
        select t.unit || '/' || (village ->> 'code') as unit, village ->> 'name' as name, (village ->> 'people')::int as people
        from ${tableIn(handle, 'township-task')} t, jsonb_array_elements(t.villages) village
        where t.campaign = ${handle.campaign} and t.township = ${township}
      ) k
      full join (
        select * from ${tableIn(handle, 'village-progress')}
        where campaign = ${handle.campaign} and township = ${township} and split_part(unit, '/', 3) <> ''
      ) v using (unit)
      group by unit, name, k.people
      order by unit`,
  );

export const villageProgressQuery = { county, townships, villages };
