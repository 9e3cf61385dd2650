import { uuid7 } from '@canbao/event-log/uuid7';
import type { PersonKey } from './person-key.ts';

/**
 * As many fresh keys as asked for, ascending: 48 bits of time and 74 of chance. Sorted, because keys in the order
 * of the file cost the log an eighth of the write-ahead bytes of scattered ones (event-log.md 3).
 */
export function newPersonKeys(count: number): PersonKey[] {
  const nowMs = Date.now();
  return Array.from({ length: count }, () => uuid7(nowMs)).sort();
}
