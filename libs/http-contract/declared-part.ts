import { z } from 'zod';

import { sha256Hex } from './sha256-hex.ts';

/** what a payer says of themselves and shows; all of it absent for a registered resident. */
export const declaredPart = {
  /** Keys of the scheme's rules. */
  standings: z.array(z.string().min(1).max(60)).max(8).optional(),
  isRegistered: z.boolean().optional(),
  monthsResident: z.int().nonnegative().max(1_200).optional(),
  documents: z
    .array(z.strictObject({ title: z.string().min(1).max(80), sha256: sha256Hex }))
    .max(8)
    .optional(),
  placeOfPayment: z.string().trim().max(60).optional(),
};
