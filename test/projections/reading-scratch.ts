import { appendEvents } from '@canbao/event-log/append-events';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { digestOf } from '@canbao/event-log/digest-of';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { type EventLog, openEventLog } from '@canbao/event-log/open-event-log';
import { type Lane, openLane } from '@canbao/event-log/open-lane';
import { type ScratchDatabase, scratchDatabase } from '@canbao/event-log/scratch-database';
import { openReading, type Reading } from '@canbao/projections/open-reading';
import { prepareReading } from '@canbao/projections/prepare-reading';
import { projectGroup } from '@canbao/projections/project-group';
import { allProjections, projections } from '@canbao/projections/projections';
import { liveHandle, type ReadingHandle } from '@canbao/projections/reading-handle';
import { sql } from 'kysely';
import pg from 'pg';

import type { SeasonCommand } from './season-scribe.ts';

/** A database with a log and its projections, for one spec. */
export type ReadingScratch = {
  readonly database: ScratchDatabase;
  readonly log: EventLog;
  readonly reading: Reading;
  openCampaign(code: string): Promise<ScratchCampaign>;
  /** Brings every projection to the head, in batches of `limit`. */
  project(limit?: number): Promise<void>;
  close(): Promise<void>;
};

export type ScratchCampaign = {
  readonly handle: ReadingHandle;
  /** Appends each command as one request; answers the head after it. */
  append(commands: readonly SeasonCommand[]): Promise<number>;
};

export async function readingScratch(): Promise<ReadingScratch> {
  const database = await scratchDatabase();
  await letProjectorMakeSchemas(database);
  const log = await openEventLog(database.url('canbao_writer'));
  const reading = await openReading(database.url('canbao_projector'));
  await prepareReading(reading.db, allProjections);
  const lanes: Lane[] = [];
  return {
    database,
    log,
    reading,
    async openCampaign(code) {
      const campaign = await openCampaignLog(log, code);
      const lane = await openLane(log, code);
      lanes.push(lane);
      return scratchCampaign(lane, liveHandle(reading.db, campaign));
    },
    async project(limit) {
      for (const group of Object.values(projections)) {
        while ((await projectGroup(reading.db, group, limit === undefined ? {} : { limit })) > 0);
      }
    },
    async close() {
      for (const lane of lanes) await lane.close();
      await reading.close();
      await log.close();
      await database.drop();
    },
  };
}

function scratchCampaign(lane: Lane, handle: ReadingHandle): ScratchCampaign {
  const versions = new Map<string, number>();
  let commands = 0;
  return {
    handle,
    async append(list) {
      for (const command of list) {
        const commandId = `test/${(commands += 1)}`;
        const streams = [...new Set(command.map(({ stream }) => stream))].map((stream) => {
          const events = command.filter((one) => one.stream === stream);
          const expectedVersion = versions.get(stream) ?? 0;
          versions.set(stream, expectedVersion + events.length);
          return {
            stream,
            expectedVersion,
            events: events.map(({ event, unit, occurredAt, actor, person, amountFen }) => ({
              type: event.type,
              data: event.data as { readonly [key: string]: Canonical },
              unit,
              actor,
              occurredAt,
              amountFen,
              person: person === null ? null : { key: person },
            })),
          };
        });
        const outcome = await appendEvents(lane, { commandId, digest: digestOf(commandId), streams });
        if (outcome.kind !== 'appended') throw new Error(`${commandId}: ${JSON.stringify(outcome)}`);
      }
      const { rows } = await sql<{ head: number }>`select head from log where campaign = ${handle.campaign}`.execute(
        handle.db,
      );
      return rows[0]!.head;
    },
  };
}

/** Clones of the template lose this grant. */
async function letProjectorMakeSchemas(database: ScratchDatabase): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const name = new URL(database.ownerUrl).pathname.slice(1);
    await owner.query(`grant create on database "${name}" to canbao_projector`);
  } finally {
    await owner.end();
  }
}
