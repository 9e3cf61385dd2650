import { z } from 'zod';

/** Why a row came back, and the field of the card to look at. */
export const returnReasonRow = z.object({ reason: z.string(), title: z.string(), look: z.string() });
