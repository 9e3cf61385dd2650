import { buildAsOf } from '@canbao/projections/build-as-of';
import type { Reading } from '@canbao/projections/open-reading';
import type { ReadingHandle } from '@canbao/projections/reading-handle';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';

/** Two of different positions at a time: a build reads the whole log. */
const AT_ONCE = 2;

/**
 * Tables as of a position, built by canbao_projector and read by canbao_reader. Everybody who asks for the same
 * position meanwhile shares its build; a third position waits.
 */
export function asOf(builder: Reading, reader: Reading) {
  const building = new Map<string, Promise<void>>();
  let underWay = 0;
  const waiting: (() => void)[] = [];

  async function build(campaign: number, position: number): Promise<void> {
    if (underWay >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
    underWay += 1;
    try {
      await buildAsOf(builder.db, campaign, position);
    } finally {
      underWay -= 1;
      waiting.shift()?.();
    }
  }

  return async ({ live: { campaign } }: CurrentCampaign, position: number): Promise<ReadingHandle> => {
    const schema = `asof_${campaign}_${position}`;
    const shared = building.get(schema) ?? build(campaign, position).finally(() => building.delete(schema));
    building.set(schema, shared);
    await shared;
    return { db: reader.db, schema, campaign };
  };
}
