import { z } from 'zod';

import { phaseSchema } from './phase-schema.ts';

/** One thing that keeps a gate shut, or that is only warned of. */
export const gateItem = z.object({
  unit: z.string(),
  unitName: z.string(),
  kind: z.string(),
  count: z.int(),
  detail: z.string(),
  isWarning: z.boolean(),
});
export const gateAnswer = z.object({
  phase: phaseSchema,
  isMet: z.boolean(),
  position: z.int(),
  items: z.array(gateItem),
});
