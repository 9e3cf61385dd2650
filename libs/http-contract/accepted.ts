import { z } from 'zod';

/** Answer of a command: the log's position after it. Screens wait until their figures have reached it. */
export const accepted = z.object({ position: z.int() });
