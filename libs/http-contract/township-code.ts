import { z } from 'zod';

/** Three digits, `101`. */
export const townshipCode = z.string().regex(/^\d{3}$/);
