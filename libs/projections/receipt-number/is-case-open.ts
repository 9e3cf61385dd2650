import { sql } from 'kysely';

import type { Sql } from '../projection.ts';

/** Of the row `n` of receipt-number: it was reported, and not closed since. */
export const isCaseOpen: Sql = sql`(n.case_position > coalesce(n.closed_position, -1))`;
