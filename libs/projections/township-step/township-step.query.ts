import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type StepName = 'first-check' | 'handed-over' | 'register-check' | 'feedback' | 'enrolment' | 'settlement';

/** `round` 1 or 2; of `enrolment` the hand-over's number; of `settlement` 1. `at` is epoch ms on the plan's clock. */
export type TownshipStep = {
  readonly township: string;
  readonly step: StepName;
  readonly round: number;
  readonly at: number;
  readonly people: number | null;
};

/** Steps taken, oldest first: the last one says where a township stands inside its phase. */
const steps = (handle: ReadingHandle, township?: string): Promise<readonly TownshipStep[]> =>
  read(
    handle,
    sql<TownshipStep>`
      select township, step, round, ${epochMs('at')} as at, people
      from ${tableIn(handle, 'township-step')}
      where campaign = ${handle.campaign} and (${township ?? null}::text is null or township = ${township ?? null})
      order by township, position`,
  );

export const townshipStepQuery = { steps };
