import { appendEvents } from '@canbao/event-log/append-events';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
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

import type { SeasonCommand, SeasonEvent } from './season-scribe.ts';

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
  /** Appends the commands in their order; answers the head after them. */
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
  let requests = 0;
  return {
    handle,
    async append(commands) {
      for (const command of merged(commands)) {
        const commandId = `test/${(requests += 1)}`;
        const names = [...new Set(command.map(({ stream }) => stream))];
        const streams = names.map((stream) => {
          const events = command.filter((one) => one.stream === stream).map(asNewEvent);
          const expectedVersion = versions.get(stream) ?? 0;
          versions.set(stream, expectedVersion + events.length);
          return { stream, expectedVersion, events };
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

/** Neighbours whose streams differ go in one request: the same events at the same positions, in a fifth of the time. */
function merged(commands: readonly SeasonCommand[]): readonly SeasonCommand[] {
  const requests: SeasonEvent[][] = [];
  for (const command of commands) {
    const last = requests.at(-1);
    const isApart = last !== undefined && !command.some(({ stream }) => last.some((one) => one.stream === stream));
    if (isApart && last.length < 200) last.push(...command);
    else requests.push([...command]);
  }
  return requests;
}

const asNewEvent = ({ event, unit, occurredAt, actor, person, identity, amountFen }: SeasonEvent): NewEvent => ({
  type: event.type,
  data: event.data as { readonly [key: string]: Canonical },
  unit,
  actor,
  occurredAt,
  amountFen,
  person: person === null ? null : { key: person, ...(identity === undefined ? {} : { identity }) },
});

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
