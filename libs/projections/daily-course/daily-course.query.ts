import { sql } from 'kysely';

import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Cumulative people at the end of a plan day. */
export type CoursePoint = {
  readonly on: string;
  readonly registered: number;
  readonly deposited: number;
  readonly entered: number;
};

/** One point for every day on which a figure moved, oldest first. */
const course = (handle: ReadingHandle): Promise<readonly CoursePoint[]> =>
  read(
    handle,
    sql<CoursePoint>`
      select on_date::text as on, (sum(registered) over days)::int as registered,
        (sum(deposited) over days)::int as deposited, (sum(entered) over days)::int as entered
      from ${tableIn(handle, 'daily-course')} where campaign = ${handle.campaign}
      window days as (order by on_date)
      order by on_date`,
  );

export const dailyCourseQuery = { course };
