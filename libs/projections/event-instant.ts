import { sql } from 'kysely';

import type { Sql } from './projection.ts';

/** A plan instant inside an event (epoch ms at this key of `data`) as timestamptz. `data` names the jsonb. */
export const eventInstant = (key: string, data = 'data'): Sql =>
  sql.raw(`to_timestamp((${data} ->> '${key}')::bigint / 1000.0)`);
