import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { appendEvents } from '@canbao/event-log/append-events';
import { bulkAppend } from '@canbao/event-log/bulk-append';
import { openBulk } from '@canbao/event-log/open-bulk';
import { readPage } from '@canbao/event-log/read-page';
import { type ScratchLog, scratchLog, someRequest } from '@canbao/event-log/scratch-log';
import { Client } from 'pg';
import type { HoldingWriterOptions } from './holding-writer.ts';
import { madeUpWork } from './made-up-work.ts';

let scratch: ScratchLog;
let campaign: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  scratch = await scratchLog();
  campaign = await scratch.campaign();
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await scratch.drop();
});

/** A process that holds the lock of the log and is frozen; `wake` answers how its work ended. */
async function frozen(place: HoldingWriterOptions['place']) {
  const script = fileURLToPath(new URL('./holding-writer.ts', import.meta.url));
  const options = {
    url: scratch.database.url('canbao_writer'),
    campaign: await scratch.log.campaignNumber(campaign),
    place,
  };
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const lines = createInterface({ input: child.stdout });
  expect(await once(lines, 'line')).toStrictEqual(['holding']);
  child.kill('SIGSTOP');
  return {
    async wake(): Promise<string> {
      const said = Promise.race([once(lines, 'line'), once(lines, 'close')]);
      child.kill('SIGCONT');
      return String((await said)[0]);
    },
  };
}

test.each([['between statements' as const], ['inside COPY' as const]])(
  'T20 R-1001 a writer frozen with the lock, %s, is shut out: others go on, and it writes nothing when it wakes',
  async (place) => {
    const lane = await scratch.lane(campaign);
    const bulk = await openBulk(scratch.log, campaign, { hasThread: false });
    await appendEvents(lane, someRequest('before', 'a-1', 0));
    const sleeper = await frozen(place);
    const from = performance.now();
    const outcomes = await Promise.all([
      appendEvents(lane, someRequest('during', 'a-1', 1)),
      bulkAppend(bulk, madeUpWork.page('page')),
    ]);
    expect(outcomes).toMatchObject([{ kind: 'appended' }, { kind: 'appended' }]);
    // idle_in_transaction_session_timeout is 5 s; inside COPY it takes until the second wait, of 3 to 5 s, has failed.
    expect(performance.now() - from).toBeLessThan(15_000);
    expect(await sleeper.wake()).not.toBe('committed');
    expect(await appendEvents(lane, someRequest('after', 'a-1', 2))).toMatchObject({ kind: 'appended' });
    const { events } = await readPage(scratch.log, { campaign, next: 0 }, 10_000);
    expect(events.filter(({ stream }) => stream === 'a-1')).toHaveLength(3);
    const { rows } = await scratch.log.pool.query(`select from claim where key = 'key'`);
    expect(rows).toHaveLength(0);
    await bulk.close();
  },
  60_000,
);

test('T68 an idle transaction in another database, or in another campaign, delays nothing', async () => {
  const lane = await scratch.lane(campaign);
  const other = await scratch.campaign();
  const elsewhere = new Client({ connectionString: scratch.database.keysUrl });
  await elsewhere.connect();
  await elsewhere.query('begin');
  await elsewhere.query('create temp table held as select txid_current()');
  const neighbour = new Client({ connectionString: scratch.database.url('canbao_writer') });
  await neighbour.connect();
  await neighbour.query('begin');
  const number = await scratch.log.campaignNumber(other);
  await neighbour.query(`select bulk_open($1, gen_random_uuid(), '', '{}', '{}', '{}', '{}', '{}')`, [number]);
  for (let n = 0; n < 20; n += 1) await appendEvents(lane, someRequest(`c${n}`, 'a-1', n));
  const { events } = await readPage(scratch.log, { campaign, next: 0 }, 100);
  expect(events.map(({ position }) => position)).toStrictEqual(Array.from({ length: 20 }, (_, position) => position));
  // Both have held what they hold all the while.
  await neighbour.query('commit');
  await elsewhere.query('commit');
  await neighbour.end();
  await elsewhere.end();
});
