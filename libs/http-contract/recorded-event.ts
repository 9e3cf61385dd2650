import { z } from 'zod';

/** The events behind something, as an auditor reads them. `data` holds no personal data. */
export const recordedEvent = z.object({
  position: z.int(),
  type: z.string(),
  stream: z.string(),
  version: z.int(),
  unit: z.string(),
  actor: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  amountFen: z.int().nullable(),
  person: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
