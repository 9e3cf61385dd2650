import { sql } from 'kysely';

import type { Sql } from './projection.ts';

/** A timestamptz as epoch milliseconds: what queries answer with. Null stays null. */
export const epochMs = (column: string): Sql => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`);
