import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { type EmbeddedPostgres, embeddedPostgres } from '@canbao/infra/embedded-postgres';
import { migrate } from '@canbao/infra/migrate';
import { type ProcessKeeper, processKeeper } from '@canbao/infra/process-keeper';
import { Client } from 'pg';
import { killNine } from '../crash/kill-nine.ts';
import { judgeLog } from './judge-log.ts';
import type { LogWriterOptions } from './log-writer.ts';
import { readOperations } from './operation-notes.ts';
import { startedWriter, type StartedWriter } from './started-writer.ts';

/*
 * A durable server of its own, three writers, and a killer. Each writer notes an operation before it sends it; a writer
 * that was killed is started again with its notes. When everything has come to rest, the judge compares notes and log.
 */
const CAMPAIGN = '411722-2020-r9';
const KILLS = 5;

let folder: string;
let keeper: ProcessKeeper;
let postgres: EmbeddedPostgres;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canbao-crash-'));
  keeper = await processKeeper(folder);
  postgres = await embeddedPostgres({ keeper, dataFolder: folder });
  port = Number(new URL(postgres.url('postgres')).port);
}, 60_000);

afterAll(async () => {
  await keeper.stopAll();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** A fresh log, three writers at work on it, and what a test does to them. */
async function season(kill: (kill9: (name: string) => Promise<void>) => Promise<void>) {
  await backends('true');
  const database = `crash_${Math.random().toString(36).slice(2)}`;
  await migrate({ ownerUrl: postgres.url('postgres'), log: database, keys: `${database}_keys` });
  const url = postgres.url(database, 'canbao_writer');
  const log = await openEventLog(url);
  await openCampaignLog(log, CAMPAIGN);
  await log.close();

  const options = (name: string): LogWriterOptions => ({
    url,
    campaign: CAMPAIGN,
    name,
    kind: name === 'bulk' ? 'bulk' : 'lane',
    writers: 8,
    operations: null,
    notes: join(folder, `${database}-${name}`),
  });
  const names = ['one', 'two', 'bulk'];
  const writers = new Map<string, StartedWriter>();
  /** Starts a writer and waits until it is at work. */
  const start = async (name: string) => {
    const done = readOperations(options(name).notes).length;
    writers.set(name, startedWriter(options(name)));
    while (readOperations(options(name).notes).length <= done + 2) await delay(20);
  };
  await Promise.all(names.map(start));
  await kill(async (name) => {
    writers.get(name)!.signal('SIGKILL');
    await writers.get(name)!.ended;
    await start(name);
  });
  for (const writer of writers.values()) writer.signal('SIGTERM');
  for (const writer of writers.values()) expect(await writer.ended).toStrictEqual({ how: 0, stderr: '' });

  const owner = new Client({ connectionString: postgres.url(database) });
  await owner.connect();
  const operations = names.flatMap((name) => readOperations(options(name).notes));
  const violations = await judgeLog(owner, operations);
  await owner.end();
  expect(operations.filter(({ outcome }) => outcome.kind === 'ok').length).toBeGreaterThan(20 * KILLS);
  return violations;
}

/** The backends of the server's writers, as the server names them. Asks again while it recovers. */
async function backends(where: string): Promise<number[]> {
  for (let tries = 0; ; tries += 1) {
    const owner = new Client({ connectionString: postgres.url('postgres') });
    owner.on('error', () => undefined);
    try {
      await owner.connect();
      const { rows } = await owner.query<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'canbao_writer' and ${where}`,
      );
      return rows.map(({ pid }) => pid);
    } catch (error) {
      if (tries === 1_200) throw error;
      await delay(50);
    } finally {
      owner.end().catch(() => undefined);
    }
  }
}

test('T13 R-1001 kill -9 of writers in mid-append: nothing acknowledged is lost, nothing is there in part', async () => {
  const violations = await season(async (kill9) => {
    for (let n = 0; n < KILLS; n += 1) {
      await kill9('bulk');
      await kill9(n % 2 === 0 ? 'one' : 'two');
      await delay(Math.random() * 400);
    }
  });
  expect(violations).toStrictEqual([]);
}, 240_000);

test('T15 R-1001 kill -9 of a backend, also inside COPY: writers go on by themselves, and every outcome is known', async () => {
  let killed = 0;
  const violations = await season(async () => {
    const places = [`query like 'copy event%' and state = 'active'`, `application_name like '% lane'`];
    for (const place of Array.from({ length: 2 * KILLS }, (_, n) => places[n % 2]!)) {
      const until = Date.now() + 10_000;
      let pid: number | undefined;
      while (pid === undefined && Date.now() < until) [pid] = await backends(place);
      if (pid === undefined) break;
      process.kill(pid, 'SIGKILL');
      killed += 1;
      // The server ends all the others and recovers; it may take a moment until it notices.
      await delay(200);
      await backends('true');
      await delay(Math.random() * 400);
    }
  });
  expect(killed).toBe(2 * KILLS);
  expect(violations).toStrictEqual([]);
}, 240_000);

test('T15 R-1001 kill -9 of every process of the server: what was acknowledged is there when it comes back', async () => {
  const violations = await season(async () => {
    for (let n = 0; n < KILLS; n += 1) {
      await killNine(postgres.kept!);
      postgres = await embeddedPostgres({ keeper, dataFolder: folder, port });
      await delay(300 + Math.random() * 700);
    }
  });
  expect(violations).toStrictEqual([]);
}, 240_000);
