import { z } from 'zod';

/** People and fen of one of the three figures (R-803a). */
export const measure = z.object({ people: z.int(), fen: z.int() });
export const threeMeasures = z.object({ registered: measure, deposited: measure, entered: measure });
