import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type Objection = {
  readonly objection: string;
  readonly subject: string;
  readonly raisedAt: number;
  readonly answer: string | null;
};

/** Dates are ISO days in Asia/Shanghai. `entered` = people a posting would name now. */
export type Posting = {
  readonly unit: string;
  readonly township: string;
  readonly village: string;
  readonly name: string;
  readonly state: 'none' | 'standing' | 'stood' | 'taken-down';
  readonly postedOn: string | null;
  readonly stoodUntil: string | null;
  readonly takenDownOn: string | null;
  readonly people: number;
  readonly entered: number;
  readonly objections: readonly Objection[];
};

/** Every village of the split task, of one township or of all, by unit; also those without a posting. */
const postings = (handle: ReadingHandle, township?: string): Promise<readonly Posting[]> =>
  read(
    handle,
    sql<Posting>`
      select v.unit, v.township, v.village, v.name,
        case when p.taken_down_on is not null then 'taken-down' when p.stood_until is not null then 'stood'
          when p.posted_on is not null then 'standing' else 'none' end as state,
        p.posted_on::text as "postedOn", p.stood_until::text as "stoodUntil", p.taken_down_on::text as "takenDownOn",
        coalesce(p.people, 0) as people, coalesce(g.entered_people, 0) as entered, coalesce(o.objections, '[]') as objections
      from (
        select t.unit || '/' || (village ->> 'code') as unit, t.township, village ->> 'code' as village, village ->> 'name' as name
        from ${tableIn(handle, 'township-task')} t, jsonb_array_elements(t.villages) village
        where t.campaign = ${handle.campaign} and (${township ?? null}::text is null or t.township = ${township ?? null})
      ) v
      left join ${tableIn(handle, 'posting')} p on p.campaign = ${handle.campaign} and p.unit = v.unit
      left join ${tableIn(handle, 'village-progress')} g on g.campaign = ${handle.campaign} and g.unit = v.unit
      left join (
        select unit, jsonb_agg(jsonb_build_object('objection', objection, 'subject', subject,
          'raisedAt', ${epochMs('raised_at')}, 'answer', answer) order by raised_at, objection) as objections
        from ${tableIn(handle, 'objection')} where campaign = ${handle.campaign} group by unit
      ) o on o.unit = v.unit
      order by v.unit`,
  );

export const postingQuery = { postings };
