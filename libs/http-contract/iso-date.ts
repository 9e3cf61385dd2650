import { z } from 'zod';

/** A date in Asia/Shanghai, `2019-09-30`. */
export const isoDate = z.iso.date();
