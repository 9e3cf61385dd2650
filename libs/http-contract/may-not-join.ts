import { z } from 'zod';

/** texts are Chinese, then English. `evidence` is what would change the answer. */
export const mayNotJoin = z.object({
  verdict: z.enum(['refused', 'elsewhere']),
  reason: z.string(),
  evidence: z.array(z.string()),
  wayOut: z.string(),
});
