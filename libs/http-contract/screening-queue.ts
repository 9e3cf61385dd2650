import { z } from 'zod';

import { moment } from './moment.ts';

const counts = z.object({
  /** expected = with their agents + received; received = waiting + checked; checked = passed + returned. */
  expected: z.int(),
  received: z.int(),
  checked: z.int(),
  waiting: z.int(),
  passed: z.int(),
  returned: z.int(),
  /** Of the returned. */
  corrected: z.int(),
  /** Of the passed, to the tax branch; of the checked, by its feedback; null where nothing is handed over. */
  handedOver: z.int().nullable(),
});
const round = z.union([z.literal(1), z.literal(2)]);
const stage = counts.extend({ isStarted: z.boolean(), isFinished: z.boolean(), isHandedOver: z.boolean() });

/** Both rounds of a township, and of each of its villages, whose numbers add up to the township's. */
export const screeningQueue = z.object({
  rounds: z.array(z.object({ round, healthCentre: stage, tax: stage })),
  villages: z.array(
    z.object({
      village: z.string(),
      name: z.string(),
      rounds: z.array(z.object({ round, healthCentre: counts, tax: counts })),
    }),
  ),
  moment,
});
