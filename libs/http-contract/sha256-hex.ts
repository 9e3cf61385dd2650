import { z } from 'zod';

/** Digest of a file or a photo that stays with its office. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
