import { setTimeout as delay } from 'node:timers/promises';

import { LogGap } from '@canbao/projections/apply-batch';
import { openReading } from '@canbao/projections/open-reading';
import { prepareReading } from '@canbao/projections/prepare-reading';
import { projectGroup } from '@canbao/projections/project-group';
import { allProjections, projections } from '@canbao/projections/projections';
import { rebuildProjection } from '@canbao/projections/rebuild-projection';

/*
 * The projector: follows every campaign's log and keeps the reading tables at its head.
 *
 * Each group of projections has a loop and a connection of its own. A loop asks for all heads every POLL_MS and projects
 * what is new; only far behind it goes on at once, for a batch of a few events costs nearly as much as one of hundreds
 * (164 events/s: 18 % of a core, node and server together; idle 8 %). When the database is away it waits, from 0.1 s
 * doubling to 3 s, and goes on from the checkpoints. Several projectors may run: the checkpoint decides who writes a
 * batch. A gap in the log ends the process with status 1; somebody has to look.
 */
const POLL_MS = 25;
const FAR_BEHIND_EVENTS = 1_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3_000;

const url = process.env.PROJECTION_DATABASE_URL;
if (url === undefined)
  throw new Error('PROJECTION_DATABASE_URL is not set: the database canbao as role canbao_projector');

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());

const isStopping = () => stop.signal.aborted;
const say = (line: string) => process.stderr.write(`projector: ${line}\n`);
/** Sleeps, but not longer than the process lives. */
const pause = (ms: number) => delay(ms, undefined, { signal: stop.signal }).catch(() => undefined);

/** Tries until it works or the process is told to stop; only a gap in the log is not tried again. */
async function withPatience<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
  for (let waitMs = FIRST_WAIT_MS; !isStopping(); waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LogGap) throw error;
      say(`${what}: ${error instanceof Error ? error.message : String(error)}; again in ${waitMs} ms`);
      await pause(waitMs);
    }
  }
  return undefined;
}

const groups = Object.entries(projections);
const reading = await withPatience('connecting', () =>
  openReading(url, { connections: groups.length + 1, applicationName: 'canbao-projector' }),
);
if (reading !== undefined) {
  const { db } = reading;
  const outdated = await withPatience('preparing', () => prepareReading(db, allProjections));
  for (const projection of outdated ?? []) {
    say(`rebuilding ${projection.name} as version ${projection.version}`);
    await withPatience(`rebuilding ${projection.name}`, () => rebuildProjection(db, projection));
  }
  const loops = groups.map(async ([name, group]) => {
    while (!isStopping()) {
      const moved = await withPatience(name, () => projectGroup(db, group, { isStopping }));
      if (moved !== undefined && moved < FAR_BEHIND_EVENTS) await pause(POLL_MS);
    }
  });
  if (!isStopping()) process.stdout.write('ready\n');
  try {
    await Promise.all(loops);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    stop.abort();
    await Promise.allSettled(loops);
  }
  await reading.close();
}
