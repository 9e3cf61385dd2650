import { Client } from 'pg';
import { appendEvents, type AppendOutcome, type AppendRequest } from './append-events.ts';
import { digestOf } from './digest-of.ts';
import { findCommand } from './find-command.ts';
import { headOf } from './head-of.ts';
import type { Lane } from './open-lane.ts';
import { readPage } from './read-page.ts';
import { openCampaignLog } from './open-campaign-log.ts';
import { readStream } from './read-stream.ts';
import { type ScratchLog, scratchLog, someEvent, someRequest } from './scratch-log.ts';
import { streamWord } from './stream-key.ts';
import { uuid7 } from './uuid7.ts';

let scratch: ScratchLog;
let campaign: string;
let lane: Lane;

beforeAll(async () => {
  scratch = await scratchLog();
});

beforeEach(async () => {
  campaign = await scratch.campaign();
  lane = await scratch.lane(campaign);
});

afterAll(() => scratch.drop());

const head = () => headOf(scratch.log, campaign);
const stream = (name: string) => readStream(scratch.log, campaign, name);
/** Rows of a table of this campaign's log. */
const rows = async (columns: string, table: string): Promise<unknown[]> => {
  const where = `campaign = (select campaign from log where code = $1)`;
  return (await scratch.log.pool.query(`select ${columns} from ${table} where ${where} order by 1, 2`, [campaign]))
    .rows;
};

/** Sends all in one turn: the lane puts them into one flush, as far as they do not meet. */
const together = (...requests: readonly AppendRequest[]): Promise<AppendOutcome[]> =>
  Promise.all(requests.map((request) => appendEvents(lane, request)));

test('R-1001 what was appended is read again, member by member', async () => {
  const person = { key: crypto.randomUUID(), identity: 'c0' };
  const events = [
    someEvent({ data: { name: '上蔡', n: 1 }, person, amountFen: 250_00 }),
    someEvent({ schemaVersion: 2 }),
  ];
  const before = Date.now();
  const request = someRequest('c', 'bag-K7M4P', 0, { streams: [{ stream: 'bag-K7M4P', expectedVersion: 0, events }] });
  expect(await appendEvents(lane, request)).toStrictEqual({ kind: 'appended', firstPosition: 0, events: 2 });
  const read = await stream('bag-K7M4P');
  expect(
    read.map(({ nonce: _nonce, recordedAt: _recordedAt, command: _command, ...members }) => members),
  ).toStrictEqual([
    {
      actor: 'spec',
      amountFen: 250_00,
      campaign: campaign,
      causation: null,
      data: { name: '上蔡', n: 1 },
      occurredAt: 1_569_369_600_000,
      onBehalfOf: null,
      person,
      position: 0,
      schemaVersion: 1,
      stream: 'bag-K7M4P',
      type: 'ThingNoted',
      unit: '411722/101',
      version: 1,
    },
    expect.objectContaining({ amountFen: null, person: null, position: 1, schemaVersion: 2, version: 2 }),
  ]);
  expect(read[0]!.recordedAt).toBeGreaterThanOrEqual(before);
  expect(read[0]!.nonce).not.toBe(read[1]!.nonce);
});

test.each([
  ['too low', 'seen-1', 1, 2],
  ['too high', 'seen-1', 3, 2],
  ['0 on an existing stream', 'seen-1', 0, 2],
  ['5 on a missing stream', 'seen-2', 5, 0],
])(
  'R-1001 an expected version %s is refused, and its neighbours in the flush commit',
  async (_what, name, expected, at) => {
    await appendEvents(lane, someRequest('1', 'seen-1', 0));
    await appendEvents(lane, someRequest('2', 'seen-1', 1));
    expect(
      await together(someRequest('3', 'next-1', 0), someRequest('4', name, expected), someRequest('5', 'next-2', 0)),
    ).toStrictEqual([
      { kind: 'appended', firstPosition: 2, events: 1 },
      { kind: 'stale', stream: name, version: at },
      { kind: 'appended', firstPosition: 3, events: 1 },
    ]);
    expect(await head()).toBe(4);
  },
);

test('R-1001 a request of two streams is appended whole or not at all', async () => {
  await appendEvents(lane, someRequest('1', 'a-1', 0));
  const both = (commandId: string, expectedVersion: number) =>
    someRequest(commandId, '', 0, {
      streams: ['a-1', 'b-1'].map((name) => ({ stream: name, expectedVersion, events: [someEvent(), someEvent()] })),
    });
  expect(await appendEvents(lane, both('2', 0))).toStrictEqual({ kind: 'stale', stream: 'a-1', version: 1 });
  expect(await stream('b-1')).toHaveLength(0);
  const streams = [{ stream: 'a-1', expectedVersion: 1, events: [someEvent()] }, both('', 0).streams[1]!];
  expect(await appendEvents(lane, { ...both('3', 0), streams })).toStrictEqual({
    kind: 'appended',
    firstPosition: 1,
    events: 3,
  });
});

test('R-1001 requests for one stream called at once are appended in that order', async () => {
  const outcomes = await together(...[0, 1, 2, 3].map((version) => someRequest(`c${version}`, 'one-1', version)));
  expect(outcomes).toStrictEqual([0, 1, 2, 3].map((firstPosition) => ({ kind: 'appended', firstPosition, events: 1 })));
});

test('R-1001 of eight that decide on the same version one is appended', async () => {
  const outcomes = await together(...Array.from({ length: 8 }, (_, i) => someRequest(`c${i}`, 'one-1', 0)));
  expect(outcomes.map(({ kind }) => kind).sort()).toStrictEqual(['appended', ...Array<string>(7).fill('stale')]);
  expect(await head()).toBe(1);
});

test('T44 a command id has one outcome for ever: in sequence, at once, on another lane, and beside new ones', async () => {
  const request = someRequest('same', 'a-1', 0);
  const first = { firstPosition: 0, events: 1 };
  const outcomes = await together(...Array<AppendRequest>(50).fill(request));
  expect(outcomes).toStrictEqual(Array(50).fill({ kind: 'appended', ...first }));
  const other = await scratch.lane(campaign);
  expect(await appendEvents(other, request)).toStrictEqual({ kind: 'repeated', ...first });
  expect(await together(someRequest('new', 'a-2', 0), request)).toStrictEqual([
    { kind: 'appended', firstPosition: 1, events: 1 },
    { kind: 'repeated', ...first },
  ]);
  expect(await head()).toBe(2);
});

test('T44 a known id with another body is told so, also in the same flush, and appends nothing', async () => {
  const request = someRequest('same', 'a-1', 0);
  const otherBody = { ...someRequest('same', 'a-2', 0), digest: digestOf({ other: true }) };
  expect(await together(request, otherBody)).toStrictEqual([
    { kind: 'appended', firstPosition: 0, events: 1 },
    { kind: 'other-body' },
  ]);
  expect(await appendEvents(lane, otherBody)).toStrictEqual({ kind: 'other-body' });
  expect(await head()).toBe(1);
});

test('T44 a refusal leaves no trace: the same id may decide anew', async () => {
  expect((await appendEvents(lane, someRequest('again', 'a-1', 1))).kind).toBe('stale');
  expect(await findCommand(scratch.log, campaign, 'again')).toBeUndefined();
  expect((await appendEvents(lane, someRequest('again', 'a-1', 0))).kind).toBe('appended');
  const digest = Buffer.from(digestOf({ commandId: 'again' }));
  expect(await findCommand(scratch.log, campaign, 'again')).toStrictEqual({
    digest,
    firstPosition: 0,
    events: 1,
  });
});

test('R-402 a receipt claimed by two streams at once goes to one', async () => {
  const claims = [{ kind: 'receipt', key: 'SC2027-00012345' }];
  const outcomes = await together(someRequest('1', 'a-1', 0, { claims }), someRequest('2', 'a-2', 0, { claims }));
  expect(outcomes).toStrictEqual([
    { kind: 'appended', firstPosition: 0, events: 1 },
    { kind: 'taken', claim: claims[0] },
  ]);
  const other = await scratch.lane(campaign);
  expect(await appendEvents(other, someRequest('3', 'a-3', 0, { claims }))).toStrictEqual({
    kind: 'taken',
    claim: claims[0],
  });
});

test('R-407 a claim is free again once released, and only what is held can be released', async () => {
  const claim = { kind: 'bank-line', key: '101/7' };
  const away = { kind: 'bank-line', key: '101/8' };
  const kinds: string[] = [];
  for (const more of [
    { releases: [claim] },
    { claims: [claim] },
    { releases: [claim, away] },
    { releases: [claim], claims: [away] },
    { claims: [claim] },
  ]) {
    const n = kinds.length;
    kinds.push((await appendEvents(lane, someRequest(`c${n}`, `a-${n}`, 0, more))).kind);
  }
  expect(kinds).toStrictEqual(['not-held', 'appended', 'not-held', 'appended', 'appended']);
  expect(await rows('key, position', 'claim')).toStrictEqual([
    { key: '101/7', position: 2 },
    { key: '101/8', position: 1 },
  ]);
});

test('R-1004 sealed rows are stored with their events, or not at all', async () => {
  const person = crypto.randomUUID();
  const sealed = [1, 2].map((group) => ({ person, group, keyVersion: 1, ciphertext: Buffer.from([group, 0, 255]) }));
  await together(someRequest('1', 'a-1', 7, { sealed }), someRequest('2', 'a-2', 0));
  const stored = () => rows('person, grp, key_version, ciphertext', 'sealed_row');
  expect(await stored()).toStrictEqual([]);
  await together(someRequest('1', 'a-1', 0, { sealed }), someRequest('3', 'a-3', 0));
  expect(await stored()).toStrictEqual(
    sealed.map(({ ciphertext, group }) => ({ person, grp: group, key_version: 1, ciphertext })),
  );
});

test('R-1004 in a flush where a unique key fires, only the guilty request fails', async () => {
  const sealed = [{ person: crypto.randomUUID(), group: 1, keyVersion: 1, ciphertext: Buffer.from('a') }];
  await appendEvents(lane, someRequest('0', 'a-0', 0, { sealed }));
  const settled = await Promise.allSettled([
    appendEvents(lane, someRequest('1', 'a-1', 0)),
    appendEvents(lane, someRequest('2', 'a-2', 0, { sealed })),
    appendEvents(lane, someRequest('3', 'a-3', 0)),
  ]);
  expect(settled).toMatchObject([
    { status: 'fulfilled', value: { kind: 'appended', firstPosition: 1 } },
    { status: 'rejected', reason: { code: '23505' } },
    { status: 'fulfilled', value: { kind: 'appended', firstPosition: 2 } },
  ]);
  expect(await head()).toBe(3);
});

test('a closed log takes nothing, but answers what it has taken', async () => {
  await appendEvents(lane, someRequest('1', 'a-1', 0));
  const owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  await owner.query('update log set closed_at = now() where code = $1', [campaign]);
  await owner.end();
  expect(await together(someRequest('2', 'a-2', 0), someRequest('1', 'a-1', 0))).toStrictEqual([
    { kind: 'closed' },
    { kind: 'repeated', firstPosition: 0, events: 1 },
  ]);
});

test('a flush of more events than fit waits for the next one, and a large request goes whole', async () => {
  const events = Array.from({ length: 1_500 }, () => someEvent());
  const large = (name: string) =>
    someRequest(name, name, 0, { streams: [{ stream: name, expectedVersion: 0, events }] });
  expect(await together(large('a-1'), large('a-2'), someRequest('c', 'a-3', 0))).toStrictEqual([
    { kind: 'appended', firstPosition: 0, events: 1_500 },
    { kind: 'appended', firstPosition: 1_500, events: 1_500 },
    { kind: 'appended', firstPosition: 3_000, events: 1 },
  ]);
  const page = await readPage(scratch.log, { campaign: campaign, next: 0 }, 10_000);
  expect(page.events.map(({ position }) => position)).toStrictEqual(Array.from({ length: 3_001 }, (_, i) => i));
});

test.each([
  ['no events', { streams: [] }],
  ['a stream without events', { streams: [{ stream: 'a-1', expectedVersion: 0, events: [] }] }],
  ['a stream twice', { streams: [1, 2].map(() => ({ stream: 'a-1', expectedVersion: 0, events: [someEvent()] })) }],
  ['no stream name', { streams: [{ stream: 'a', expectedVersion: 0, events: [someEvent()] }] }],
  ['a version below 0', { streams: [{ stream: 'a-1', expectedVersion: -1, events: [someEvent()] }] }],
  [
    'a float in the data',
    { streams: [{ stream: 'a-1', expectedVersion: 0, events: [someEvent({ data: { n: 0.5 } })] }] },
  ],
  ['no unit', { streams: [{ stream: 'a-1', expectedVersion: 0, events: [someEvent({ unit: '' })] }] }],
  [
    'a person who is no UUID',
    { streams: [{ stream: 'a-1', expectedVersion: 0, events: [someEvent({ person: { key: 'x' } })] }] },
  ],
  ['a claim twice', { claims: [{ kind: 'k', key: '1' }], releases: [{ kind: 'k', key: '1' }] }],
])('a request with %s is a TypeError, before anything is sent', async (_what, more) => {
  const refused = appendEvents(lane, someRequest('bad', 'a-1', 0, more));
  const neighbour = appendEvents(lane, someRequest('good', `a-${uuid7(0)}`, 0));
  await expect(refused).rejects.toThrow(TypeError);
  expect(await neighbour).toStrictEqual({ kind: 'appended', firstPosition: 0, events: 1 });
});

test('campaigns have positions of their own, and opening a log again finds it', async () => {
  const number = await openCampaignLog(scratch.log, campaign);
  expect(await openCampaignLog(scratch.log, campaign)).toBe(number);
  expect(await openCampaignLog(scratch.log, await scratch.campaign())).toBe(number + 1);
  const other = await scratch.lane(`411722-2020-r${number + 1}`);
  expect(await appendEvents(other, someRequest('c', 'a-1', 0))).toMatchObject({ kind: 'appended', firstPosition: 0 });
  expect(await appendEvents(lane, someRequest('c', 'a-1', 0))).toMatchObject({ kind: 'appended', firstPosition: 0 });
});

test('a lane needs a log, a log needs a code, and a closed lane takes nothing', async () => {
  await expect(scratch.lane('411722-1999')).rejects.toThrow('no log of campaign');
  await expect(openCampaignLog(scratch.log, '../x')).rejects.toMatchObject({ code: '23514' });
  const pending = appendEvents(lane, someRequest('c', 'a-1', 0));
  await lane.close();
  expect(await pending).toStrictEqual({ kind: 'appended', firstPosition: 0, events: 1 });
  await expect(appendEvents(lane, someRequest('d', 'a-1', 1))).rejects.toThrow('closed');
});

test('a word with the bits of another, which came first, is refused before its first event', async () => {
  const owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  await owner.query(`insert into stream_word values ($1, 'earlier')`, [streamWord('later-1').code]);
  await owner.end();
  await expect(appendEvents(lane, someRequest('c', 'later-1', 0))).rejects.toThrow(
    '"later" has the same bits as "earlier"',
  );
  expect(await head()).toBe(0);
});
