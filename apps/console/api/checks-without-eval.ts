import { config } from 'zod';

/**
 * zod compiles its checks with `new Function` where it may, and tries at the first schema that it is shown; the page's
 * security policy forbids it and reports the try. Imported before every contract, so that there is none.
 *
 * @public imported for what it does
 */
export const checksWithoutEval = config({ jitless: true });
