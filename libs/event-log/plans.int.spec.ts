import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { appendEvents } from './append-events.ts';
import { bulkAppend } from './bulk-append.ts';
import { digestOf } from './digest-of.ts';
import { findCommand } from './find-command.ts';
import { type Bulk, openBulk } from './open-bulk.ts';
import type { Lane } from './open-lane.ts';
import { type ScratchLog, scratchLog, someEvent, someRequest } from './scratch-log.ts';
import { streamVersions } from './stream-versions.ts';
import { tamperedEvents } from './tampered-events.ts';
import type { BulkPage } from './bulk-page.ts';
import { readPage } from './read-page.ts';
import { readStream } from './read-stream.ts';
import { readStreams } from './read-streams.ts';
import { uuid7 } from './uuid7.ts';

/*
 * The plan cliff: written as `exists` over `unnest` and prepared while the table was empty, the check of a page fell
 * to a tenth of its speed, because the plan of an empty table is a scan. So every check is asked on an empty log, with
 * statistics that say "empty", and again on a filled one with the same connections, whose plans are the old ones.
 */

let scratch: ScratchLog;
let campaign: string;
let owner: Client;
let lane: Lane;
let bulk: Bulk;

beforeAll(async () => {
  scratch = await scratchLog();
  owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
});

beforeEach(async () => {
  campaign = await scratch.campaign();
  lane = await scratch.lane(campaign);
  await appendEvents(lane, someRequest('first', 'a-1', 0, { claims: [{ kind: 'receipt', key: 'first' }] }));
  bulk = await openBulk(scratch.log, campaign, { hasThread: false, pauseMs: 0 });
});

afterEach(() => bulk.close());

afterAll(async () => {
  await owner.end();
  await scratch.drop();
});

let pages = 0;
const page = (rows: number): BulkPage => {
  pages += 1;
  const row = (n: number) => ({
    stream: `person-${uuid7(n)}`,
    expectedVersion: 0,
    events: [someEvent()],
    claims: [{ kind: 'receipt', key: `${pages}/${n}` }],
  });
  return {
    commandId: `run/${pages}`,
    digest: digestOf({ pages }),
    rows: Array.from({ length: rows }, (_, n) => row(n)),
  };
};

async function fill(): Promise<void> {
  for (let n = 0; n < 10; n += 1) await bulkAppend(bulk, page(1_000));
}

/** How often tables of this log have been scanned from end to end. */
async function scans(): Promise<number> {
  await owner.query('select pg_stat_clear_snapshot()');
  const number = await scratch.log.campaignNumber(campaign);
  const { rows } = await owner.query<{ scans: number }>(
    'select sum(seq_scan)::int as scans from pg_stat_user_tables where relname ~ $1',
    [`^(event|command|claim)_${number}$`],
  );
  return rows[0]!.scans;
}

/** What is counted reaches the views when a connection has rested for a second and is used again. */
async function scansOf(work: () => Promise<unknown>): Promise<number> {
  const before = await scans();
  await work();
  await delay(1_200);
  await work();
  await delay(200);
  return (await scans()) - before;
}

let rounds = 0;

/** Appended, released, repeated, stale, taken, and a page: the short way of a flush, the long one, and a bulk run's. */
async function everyCheck(): Promise<void> {
  rounds += 1;
  const claim = { kind: 'receipt', key: `round ${rounds}` };
  await appendEvents(lane, someRequest(`r${rounds}`, `r-${rounds}`, 0, { claims: [claim] }));
  await appendEvents(lane, someRequest(`s${rounds}`, `s-${rounds}`, 0, { releases: [claim] }));
  const outcomes = await Promise.all([
    appendEvents(lane, someRequest('first', 'a-1', 0)),
    appendEvents(lane, someRequest(`t${rounds}`, 'a-1', 9)),
    appendEvents(lane, someRequest(`u${rounds}`, `u-${rounds}`, 0, { claims: [{ kind: 'receipt', key: 'first' }] })),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toStrictEqual(['repeated', 'stale', 'taken']);
  await bulkAppend(bulk, page(20));
}

/** More often than it takes until a prepared statement gets its generic plan. */
async function everyReading(): Promise<void> {
  for (let n = 0; n < 12; n += 1) {
    await readStream(scratch.log, campaign, 'a-1');
    await readPage(scratch.log, { campaign, next: 0 }, 1);
    await streamVersions(scratch.log, campaign, ['a-1', 'b-1']);
    await readStreams(
      scratch.log,
      campaign,
      Array.from({ length: 300 }, (_, i) => `a-${i}`),
    );
    await findCommand(scratch.log, campaign, 'first');
    await tamperedEvents(scratch.log, campaign, { next: 0, end: 1 });
  }
}

test('no check scans a table, neither on an empty log nor, with the plans of the empty one, on a filled one', async () => {
  expect(await scansOf(everyCheck)).toBe(0);
  await fill();
  expect(await scansOf(everyCheck)).toBe(0);
}, 60_000);

test('nor under the worst statistics there are: one row, one page, and a large table', async () => {
  await owner.query('analyze');
  expect(await scansOf(everyCheck)).toBe(0);
  await fill();
  expect(await scansOf(everyCheck)).toBe(0);
}, 60_000);

test('reading keeps to the index, on an empty log and on a filled one', async () => {
  expect(await scansOf(everyReading)).toBe(0);
  await fill();
  expect(await scansOf(everyReading)).toBe(0);
}, 60_000);

test('the measure measures: a scan is counted', async () => {
  expect(await scansOf(() => scratch.log.pool.query('select count(leaf) from event'))).toBeGreaterThanOrEqual(2);
});
