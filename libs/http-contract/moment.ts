import { z } from 'zod';

/** Every answer that shows a figure says of which moment it is. `position` = next position; events before it count. */
export const moment = z.object({ position: z.int(), recordedAt: z.string().nullable(), planAt: z.number() });

/** Reading operations take `at`, a position: the answer is then rebuilt as of it (R-1002). Absent = now. */
export const asOfQuery = z.object({ at: z.coerce.number().int().nonnegative().optional() });
