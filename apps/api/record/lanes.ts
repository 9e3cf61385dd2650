import type { EventLog } from '@canbao/event-log/open-event-log';
import { type Lane, openLane } from '@canbao/event-log/open-lane';

/** The lanes of this process, one per campaign, opened when first asked for. */
export type Lanes = { of(campaign: string): Promise<Lane>; close(): Promise<void> };

/** Longer than the screen waits: an outcome is only called unknown when the database stays away. */
const PATIENCE_MS = 8_000;

export function lanes(log: EventLog): Lanes {
  const opened = new Map<string, Promise<Lane>>();
  return {
    of(campaign) {
      const lane = opened.get(campaign) ?? openLane(log, campaign, { patienceMs: PATIENCE_MS });
      opened.set(campaign, lane);
      // One that could not be opened is tried again by the next who asks.
      lane.catch(() => opened.delete(campaign));
      return lane;
    },
    async close() {
      const all = await Promise.allSettled(opened.values());
      await Promise.all(all.flatMap((lane) => (lane.status === 'fulfilled' ? [lane.value.close()] : [])));
    },
  };
}
