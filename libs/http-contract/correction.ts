import { z } from 'zod';

/** one correction of a registration, old and new value of each field, as far as the caller may see them. */
export const correction = z.object({
  /** Plan instant, epoch ms. */
  at: z.number(),
  fields: z.array(
    z.object({
      field: z.enum(['idNumber', 'name', 'group']),
      before: z.string(),
      after: z.string(),
      /** Which digits of two numbers differ (from 1), where both have as many; else null. */
      digitsApart: z.array(z.int()).nullable(),
    }),
  ),
});
