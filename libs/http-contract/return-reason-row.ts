import { z } from 'zod';

/** Why a row came back, the field of the card to look at, what to bring and the way out. */
export const returnReasonRow = z.object({
  reason: z.string(),
  title: z.string(),
  look: z.string(),
  evidence: z.string(),
  wayOut: z.string(),
});
