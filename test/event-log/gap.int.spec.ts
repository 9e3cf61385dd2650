import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { follow } from '@canbao/event-log/follow';
import { headOf } from '@canbao/event-log/head-of';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { type ScratchLog, scratchLog } from '@canbao/event-log/scratch-log';
import { Client, Pool } from 'pg';
import { judgeLog } from './judge-log.ts';
import { readOperations } from './operation-notes.ts';
import { startedWriter } from './started-writer.ts';

const WRITERS = 8;
const OPERATIONS = 1_000;
const PAGES = 40;

let scratch: ScratchLog;
let campaign: string;
let folder: string;
let owner: Client;

beforeEach(async () => {
  scratch = await scratchLog();
  campaign = await scratch.campaign();
  folder = mkdtempSync(join(tmpdir(), 'canbao-gap-'));
  owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
});

afterEach(async () => {
  await owner.end();
  await scratch.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A reader of its own, from position 0, in pages of its own size; `reach` resolves once it has read so far. */
function follower(limit: number) {
  const over = new AbortController();
  const seen: number[] = [];
  const reading = (async () => {
    const log = await openEventLog(scratch.database.url('canbao_reader'), { connections: 1 });
    for await (const page of follow(log, { campaign, next: 0 }, limit, { pollMs: 3, signal: over.signal })) {
      seen.push(...page.events.map(({ position }) => position));
    }
    await log.close();
  })();
  return {
    async reach(head: number): Promise<readonly number[]> {
      while (seen.length < head) await Promise.race([delay(10), reading]);
      await delay(50);
      over.abort();
      await reading;
      return seen;
    },
  };
}

/** Takes the lock, stays a while, and rolls back: a page that came to nothing. */
async function rollBack(signal: AbortSignal): Promise<number> {
  const client = new Client({ connectionString: scratch.database.url('canbao_writer') });
  await client.connect();
  const number = await scratch.log.campaignNumber(campaign);
  let rolledBack = 0;
  while (!signal.aborted) {
    await client.query('begin');
    await client.query(`select bulk_open($1, gen_random_uuid(), '', '{}', '{}', '{}', '{}', '{}')`, [number]);
    await delay(Math.random() * 5);
    await client.query('rollback');
    rolledBack += 1;
    await delay(Math.random() * 20);
  }
  await client.end();
  return rolledBack;
}

test('T55 R-1001 16 writers in two processes, a bulk run and rollbacks: three followers miss nothing', async () => {
  const over = new AbortController();
  const followers = [7, 100, 5_000].map(follower);
  const rolledBack = rollBack(over.signal);
  const writer = { url: scratch.database.url('canbao_writer'), campaign, writers: WRITERS, operations: OPERATIONS };
  const writers = [
    { ...writer, name: 'one', kind: 'lane', notes: join(folder, 'one') } as const,
    { ...writer, name: 'two', kind: 'lane', notes: join(folder, 'two') } as const,
    { ...writer, name: 'bulk', kind: 'bulk', operations: PAGES, notes: join(folder, 'bulk') } as const,
  ];
  for (const end of await Promise.all(writers.map((options) => startedWriter(options).ended))) {
    expect(end).toStrictEqual({ how: 0, stderr: '' });
  }
  const head = await headOf(scratch.log, campaign);
  over.abort();
  const dense = Array.from({ length: head }, (_, position) => position);
  for (const { reach } of followers) expect(await reach(head)).toStrictEqual(dense);
  expect(await rolledBack).toBeGreaterThan(20);

  const operations = writers.flatMap(({ notes }) => readOperations(notes));
  expect(operations).toHaveLength(2 * OPERATIONS + PAGES);
  expect(operations.filter(({ outcome }) => outcome.kind === 'refused').length).toBeGreaterThan(100);
  expect(await judgeLog(owner, operations)).toStrictEqual([]);
}, 120_000);

test('T55 the test can see: a reader of an identity column, under the same stress, loses events', async () => {
  await owner.query('create table plain (position bigint generated always as identity primary key)');
  await owner.query('grant all on plain to canbao_writer');
  const pool = new Pool({ connectionString: scratch.database.url('canbao_writer'), max: 17 });
  const end = Date.now() + 2_000;
  let committed = 0;
  const write = async () => {
    while (Date.now() < end) {
      const client = await pool.connect();
      await client.query('begin');
      await client.query('insert into plain select from generate_series(1, 3)');
      await delay(Math.random() * 8);
      const isKept = Math.random() < 0.9;
      await client.query(isKept ? 'commit' : 'rollback');
      client.release();
      if (isKept) committed += 3;
    }
  };
  const writing = Promise.all(Array.from({ length: 16 }, write));
  let seen = 0;
  let last = 0;
  const read = async () => {
    const { rows } = await pool.query<{ position: string }>(
      'select position from plain where position > $1 order by 1',
      [last],
    );
    seen += rows.length;
    last = Number(rows.at(-1)?.position ?? last);
  };
  while (Date.now() < end) await read();
  await writing;
  await read();
  await pool.end();
  expect(committed).toBeGreaterThan(100);
  expect(committed - seen).toBeGreaterThan(0);
});
