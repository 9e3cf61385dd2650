import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { awaitPosition } from '@canbao/projections/await-position';
import { identityQuery } from '@canbao/projections/identity/identity.query';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import { projectBatch } from '@canbao/projections/project-batch';
import { allProjections } from '@canbao/projections/projections';
import { tableName } from '@canbao/projections/table-name';
import { sql } from 'kysely';
import pg from 'pg';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { seasonEvents } from './season-events.ts';

const main = join(import.meta.dirname, '../../apps/projector/main.ts');
const season = seasonEvents({ seed: 2, townships: 2, villages: 2, people: 80 });
const events = season.flat().length;

type Projector = {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly gone: Promise<number | null>;
  said(): string;
};
const running = new Set<ChildProcess>();

function startProjector(url: string): Projector {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PROJECTION_DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const ready = new Promise<void>((resolve) =>
    child.stdout.on('data', (text) => String(text).includes('ready') && resolve()),
  );
  const gone = new Promise<number | null>((resolve) =>
    child.on('exit', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  return { child, ready, gone, said: () => said };
}

let scratch: ReadingScratch;
let url: string;
beforeEach(async () => {
  scratch = await readingScratch();
  url = scratch.database.url('canbao_projector');
}, 30_000);
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await delay(50);
  await scratch.close();
});

/** What a projection in one piece says. */
async function tables(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of allProjections) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum
      from ${sql.id('reading', tableName({ name }))} t`.execute(scratch.reading.db);
    found.set(name, rows[0]!.sum);
  }
  return found;
}

test('follows every campaign, says ready, ends at once and cleanly on SIGTERM', async () => {
  const projector = startProjector(url);
  await projector.ready;
  const campaign = await scratch.openCampaign('411722-2020');
  const other = await scratch.openCampaign('411722-2021');
  const head = await campaign.append(season);
  await other.append(season.slice(0, 30));
  expect(await awaitPosition(campaign.handle, head, { timeoutMs: 10_000 })).toBe(true);
  expect(await awaitPosition(other.handle, 30, { timeoutMs: 10_000 })).toBe(true);
  const one = await campaign.append([
    [{ ...season[0]![0]!, stream: 'campaign-again', event: { type: 'CampaignPaused', data: { reason: '测试' } } }],
  ]);
  const from = performance.now();
  expect(await awaitPosition(campaign.handle, one, { timeoutMs: 5_000, pollMs: 2 })).toBe(true);
  expect(performance.now() - from).toBeLessThan(2_000);
  const stopping = performance.now();
  projector.child.kill('SIGTERM');
  expect(await projector.gone).toBe(0);
  expect(performance.now() - stopping).toBeLessThan(5_000);
  expect(projector.said()).toBe('');
}, 60_000);

test('T15 killed at random moments, two at a time, connections cut: in the end as if in one piece', async () => {
  const campaign = await scratch.openCampaign('411722-2020');
  const owner = new pg.Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  let projectors = [startProjector(url), startProjector(url)];
  await Promise.all(projectors.map(({ ready }) => ready));
  let head = 0;
  for (let from = 0; from < season.length; from += 12) {
    head = await campaign.append(season.slice(from, from + 12));
    if (from % 60 === 0) {
      const [first, second] = projectors;
      first!.child.kill('SIGKILL');
      projectors = [second!, startProjector(url)];
    }
    if (from % 84 === 0)
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'canbao-projector' and datname = current_database()`,
      );
  }
  expect(await awaitPosition(campaign.handle, head, { timeoutMs: 30_000 })).toBe(true);
  await Promise.all(projectors.map(({ ready }) => ready));
  for (const { child, gone } of projectors) {
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
  }
  const live = [...(await tables())];
  await sql`drop schema reading cascade`.execute(scratch.reading.db);
  const alone = startProjector(url);
  await alone.ready;
  expect(await awaitPosition(campaign.handle, events, { timeoutMs: 30_000 })).toBe(true);
  expect([...(await tables())]).toStrictEqual(live);
  expect((await identityQuery.all(campaign.handle)).filter(({ closes }) => !closes)).toStrictEqual([]);
  await owner.end();
}, 120_000);

test('two workers on one checkpoint never both write; a batch of another version is not taken', async () => {
  const campaign = await scratch.openCampaign('411722-2020');
  const head = await campaign.append(season.slice(0, 40));
  await scratch.project(1);
  await sql`update reading.checkpoint set next = 0`.execute(scratch.reading.db);
  for (const { name } of allProjections)
    await sql`delete from ${sql.id('reading', tableName({ name }))}`.execute(scratch.reading.db);
  const range = { campaign: campaign.handle.campaign, from: 0, to: head };
  const outcomes = await Promise.all(
    Array.from({ length: 3 }, () => projectBatch(scratch.reading.db, allProjections, tableName, range)),
  );
  expect(outcomes.toSorted()).toStrictEqual(['overtaken', 'overtaken', 'projected']);
  const { rows } = await sql`select from reading.township`.execute(scratch.reading.db);
  expect(rows).toHaveLength(2);
  const newer = allProjections.map((projection) => ({ ...projection, version: projection.version + 1 }));
  expect(await projectBatch(scratch.reading.db, newer, tableName, { ...range, from: head })).toBe('overtaken');
}, 30_000);

test('a hole in the log is an alarm: the projector stops, writes nothing behind it, and says where', async () => {
  const campaign = await scratch.openCampaign('411722-2020');
  const head = await campaign.append(season.slice(0, 40));
  const owner = new pg.Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  await owner.query('alter table event_1 disable trigger append_only');
  await owner.query('delete from event_1 where position = 17');
  await owner.end();
  const projector = startProjector(url);
  expect(await projector.gone).toBe(1);
  expect(projector.said()).toContain(`holds ${head - 1} of the ${head} events`);
  expect(await momentQuery.position(campaign.handle)).toBe(0);
}, 30_000);
