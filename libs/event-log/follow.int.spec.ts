import { Client } from 'pg';
import { appendEvents } from './append-events.ts';
import { follow } from './follow.ts';
import { headOf } from './head-of.ts';
import { headsOfAll } from './heads-of-all.ts';
import { readPage } from './read-page.ts';
import { readStream } from './read-stream.ts';
import { type ScratchLog, scratchLog, someRequest } from './scratch-log.ts';
import { streamVersions } from './stream-versions.ts';

let scratch: ScratchLog;
let campaign: string;

beforeAll(async () => {
  scratch = await scratchLog();
});

beforeEach(async () => {
  campaign = await scratch.campaign();
});

afterAll(() => scratch.drop());

async function fill(events: number): Promise<void> {
  const lane = await scratch.lane(campaign);
  for (let n = 0; n < events; n += 1) await appendEvents(lane, someRequest(`c${n}`, `a-${n % 3}`, Math.floor(n / 3)));
}

async function asOwner(statement: string): Promise<void> {
  const owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  await owner.query(statement);
  await owner.end();
}

test('R-1002 pages meet without gap or overlap and end at the head', async () => {
  await fill(7);
  const pages = [];
  for (let next = 0; ;) {
    const page = await readPage(scratch.log, { campaign, next }, 3);
    pages.push([page.next, page.end, page.events.map(({ position }) => position)]);
    if (page.events.length === 0) break;
    next = page.end;
  }
  expect(pages).toStrictEqual([
    [0, 3, [0, 1, 2]],
    [3, 6, [3, 4, 5]],
    [6, 7, [6]],
    [7, 7, []],
  ]);
});

test('a follower sees what is there and what comes, each event once', async () => {
  await fill(2);
  const seen: number[] = [];
  const over = new AbortController();
  const following = (async () => {
    for await (const page of follow(scratch.log, { campaign, next: 0 }, 2, { pollMs: 5, signal: over.signal })) {
      seen.push(...page.events.map(({ position }) => position));
      if (page.end === 6) over.abort();
    }
  })();
  const lane = await scratch.lane(campaign);
  for (let n = 0; n < 4; n += 1) await appendEvents(lane, someRequest(`d${n}`, 'b-1', n));
  await following;
  expect(seen).toStrictEqual([0, 1, 2, 3, 4, 5]);
});

test('T71 a reader ahead of the head is an alarm, never a silent wait', async () => {
  await fill(2);
  await expect(readPage(scratch.log, { campaign, next: 3 }, 10)).rejects.toThrow(`the log of ${campaign} ends at 2`);
  await expect(follow(scratch.log, { campaign, next: 3 }, 10).next()).rejects.toThrow('ends at 2');
});

test('R-1001 a missing event is an alarm, in a page and in a stream', async () => {
  await fill(6);
  const number = await scratch.log.campaignNumber(campaign);
  await asOwner(
    `set session_replication_role = replica; delete from event where campaign = ${number} and position = 1`,
  );
  await expect(readPage(scratch.log, { campaign, next: 0 }, 10)).rejects.toThrow('1 events are missing');
  expect((await readPage(scratch.log, { campaign, next: 2 }, 10)).events).toHaveLength(4);
  await expect(readStream(scratch.log, campaign, 'a-1')).rejects.toThrow('a-1 has no version 1');
  expect(await readStream(scratch.log, campaign, 'a-0')).toHaveLength(2);
});

test('a stream is read in order of version; what does not exist is empty', async () => {
  await fill(7);
  expect((await readStream(scratch.log, campaign, 'a-0')).map(({ position }) => position)).toStrictEqual([0, 3, 6]);
  expect(await readStream(scratch.log, campaign, 'a-9')).toStrictEqual([]);
  expect(await readStream(scratch.log, '411722-1999', 'a-0')).toStrictEqual([]);
  expect(await streamVersions(scratch.log, campaign, ['a-9', 'a-0', 'a-2'])).toStrictEqual([0, 3, 2]);
});

test('the heads of all logs come in one question', async () => {
  await fill(4);
  expect(await headOf(scratch.log, campaign)).toBe(4);
  const number = await scratch.log.campaignNumber(campaign);
  const heads = await headsOfAll(scratch.log);
  expect(heads.at(-1)).toStrictEqual({ campaign, number, head: 4, isClosed: false });
  await expect(headOf(scratch.log, '411722-1999')).rejects.toThrow('no log of campaign');
});
