import type { AppendRequest } from './append-events.ts';
import { digestOf } from './digest-of.ts';
import type { NewEvent } from './new-event.ts';
import { openCampaignLog } from './open-campaign-log.ts';
import { type EventLog, openEventLog } from './open-event-log.ts';
import { type Lane, type LaneOptions, openLane } from './open-lane.ts';
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts';

/** A scratch database with logs, for specs. */
export type ScratchLog = {
  readonly database: ScratchDatabase;
  readonly log: EventLog;
  /** Opens the log of another campaign and returns its code: a test that wants an empty log takes one. */
  campaign(): Promise<string>;
  /** A lane that `drop` closes. */
  lane(campaign: string, options?: LaneOptions): Promise<Lane>;
  drop(): Promise<void>;
};

export async function scratchLog(): Promise<ScratchLog> {
  const database = await scratchDatabase();
  const log = await openEventLog(database.url('canbao_writer'));
  const lanes: Lane[] = [];
  let campaigns = 0;
  return {
    database,
    log,
    async campaign() {
      campaigns += 1;
      const code = `411722-2020-r${campaigns}`;
      await openCampaignLog(log, code);
      return code;
    },
    async lane(campaign, options) {
      const lane = await openLane(log, campaign, options);
      lanes.push(lane);
      return lane;
    },
    async drop() {
      await Promise.all(lanes.map((lane) => lane.close()));
      await log.close();
      await database.drop();
    },
  };
}

/** An event that says nothing. */
export function someEvent(more: Partial<NewEvent> = {}): NewEvent {
  return { type: 'ThingNoted', data: {}, unit: '411722/101', actor: 'spec', occurredAt: 1_569_369_600_000, ...more };
}

/** A request of one such event; the digest follows from the id, so the same id is the same request. */
export function someRequest(
  commandId: string,
  stream: string,
  expectedVersion: number,
  more: Partial<AppendRequest> = {},
): AppendRequest {
  return {
    commandId,
    digest: digestOf({ commandId }),
    streams: [{ stream, expectedVersion, events: [someEvent()] }],
    ...more,
  };
}
