import type { Reading } from '@canbao/projections/open-reading';
import type { PaceState } from './pace.ts';

/** Null: nothing is projected yet. */
export async function paceState(_: Reading): Promise<PaceState | null> {
  return null;
}
