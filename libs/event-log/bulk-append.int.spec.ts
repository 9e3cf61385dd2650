import { appendEvents } from './append-events.ts';
import { bulkAppend } from './bulk-append.ts';
import type { BulkPage, BulkRow } from './bulk-page.ts';
import { digestOf } from './digest-of.ts';
import { headOf } from './head-of.ts';
import { type Bulk, type BulkOptions, openBulk } from './open-bulk.ts';
import { readPage } from './read-page.ts';
import { readStream } from './read-stream.ts';
import { type ScratchLog, scratchLog, someEvent, someRequest } from './scratch-log.ts';
import { uuid7 } from './uuid7.ts';

let scratch: ScratchLog;
let campaign: string;
let bulk: Bulk;

beforeAll(async () => {
  scratch = await scratchLog();
});

const open = (options: BulkOptions = {}) =>
  openBulk(scratch.log, campaign, { pauseMs: 0, hasThread: false, ...options });

beforeEach(async () => {
  campaign = await scratch.campaign();
  bulk = await open();
});

afterEach(() => bulk.close());

afterAll(() => scratch.drop());

const head = () => headOf(scratch.log, campaign);
const rows = async (columns: string, table: string): Promise<unknown[]> => {
  const where = 'campaign = (select campaign from log where code = $1)';
  return (await scratch.log.pool.query(`select ${columns} from ${table} where ${where} order by 1, 2`, [campaign]))
    .rows;
};

const row = (stream: string, more: Partial<BulkRow> = {}): BulkRow => ({
  stream,
  expectedVersion: 0,
  events: [someEvent()],
  ...more,
});
const page = (commandId: string, ...of: readonly BulkRow[]): BulkPage => ({
  commandId,
  digest: digestOf({ commandId }),
  rows: of,
});

test.each([[false], [true]])(
  'R-403 a page is appended like single requests; on a thread of its own: %s',
  async (hasThread) => {
    await bulk.close();
    bulk = await open({ hasThread });
    const person = { key: crypto.randomUUID(), identity: '上蔡' };
    const full = someEvent({
      data: { name: '蔡', n: [1, null] },
      person,
      amountFen: -250_00,
      onBehalfOf: 'x',
      causation: '7',
    });
    const streams = Array.from({ length: 40 }, (_, i) => `person-${uuid7(i)}`);
    const outcome = await bulkAppend(
      bulk,
      page('run/1', ...streams.map((stream) => row(stream, { events: [full, someEvent()] }))),
    );
    expect(outcome).toStrictEqual({ kind: 'appended', firstPosition: 0, events: 80, refused: [] });

    const lane = await scratch.lane(campaign);
    const single = {
      ...someRequest('run/1', '', 0),
      streams: [{ stream: 'person-1', expectedVersion: 0, events: [full] }],
    };
    await appendEvents(lane, { ...single, commandId: 'other' });
    const [ofBulk, ofLane] = [
      await readStream(scratch.log, campaign, streams[3]!),
      await readStream(scratch.log, campaign, 'person-1'),
    ];
    const { command: _c, nonce: _n, recordedAt: _r, stream: _s, position: _p, ...same } = ofLane[0]!;
    expect(ofBulk[0]).toMatchObject({ ...same, position: 6, version: 1 });
    expect(ofBulk.map(({ version }) => version)).toStrictEqual([1, 2]);
    const columns = 'stream, version, type, schema_version, unit, person, amount_fen, occurred_at, length(leaf_hash)';
    const [first, second] = (await rows(columns, 'event')).slice(-3) as { stream: string }[];
    expect({ ...first, stream: '', version: 1 }).toStrictEqual({
      ...second,
      stream: '',
      person: null,
      amount_fen: null,
    });
  },
);

test('R-403 the page is sorted by key, so neighbours in the index are neighbours in the log', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `person-${uuid7((i * 7) % 20)}`);
  await bulkAppend(bulk, page('run/1', ...names.map((stream) => row(stream))));
  const { events } = await readPage(scratch.log, { campaign, next: 0 }, 100);
  expect(events.map(({ stream }) => stream)).toStrictEqual([...names].sort());
});

test('R-403 a stale row is a row error: it is left out, the others get dense positions', async () => {
  await bulkAppend(bulk, page('run/1', row('a-1'), row('a-2')));
  const outcome = await bulkAppend(
    bulk,
    page('run/2', row('b-1'), row('a-2'), row('b-2', { expectedVersion: 4 }), row('a-1', { expectedVersion: 1 })),
  );
  expect(outcome).toStrictEqual({
    kind: 'appended',
    firstPosition: 2,
    events: 2,
    refused: [
      { row: 1, kind: 'stale', stream: 'a-2', version: 1 },
      { row: 2, kind: 'stale', stream: 'b-2', version: 0 },
    ],
  });
  expect(await head()).toBe(4);
  expect(
    (await readPage(scratch.log, { campaign, next: 2 }, 10)).events.map(({ stream }) => stream).sort(),
  ).toStrictEqual(['a-1', 'b-1']);
});

test.each([
  ['the first', ['a-1', 'b-1', 'c-1'], 'a-1', 0, 1],
  ['one in the middle', ['b-0', 'a-1', 'a-0'], 'a-1', 0, 1],
  ['the last', ['0-1', 'a-1', 'Z-1'], 'a-1', 0, 1],
  ['missing, where no stream is', ['x-1', 'y-1', 'z-1'], 'y-1', 3, 0],
  ['behind, where another is new', ['a-1', 'b-1'], 'a-1', 2, 1],
])(
  'R-403 of streams that are not as expected none is overlooked: %s',
  async (_what, rests, stale, expected, version) => {
    await bulkAppend(bulk, page('run/1', row('s-a-1')));
    const rows = rests.map((rest) => row(`s-${rest}`, rest === stale ? { expectedVersion: expected } : {}));
    expect(await bulkAppend(bulk, page('run/2', ...rows))).toMatchObject({
      events: rests.length - 1,
      refused: [{ row: rests.indexOf(stale), kind: 'stale', stream: `s-${stale}`, version }],
    });
  },
);

test('R-402 of a receipt used twice, in the log or in one page, the first row that stands has it', async () => {
  const receipt = (n: number) => ({ kind: 'receipt', key: `SC2027-${n}` });
  await bulkAppend(bulk, page('run/1', row('a-1', { claims: [receipt(1)] })));
  const second = page(
    'run/2',
    row('a-1', { claims: [receipt(2)] }),
    row('b-2', { claims: [receipt(3), receipt(1)] }),
    row('b-1', { claims: [receipt(2)] }),
    row('b-0', { claims: [receipt(2)] }),
    row('b-3', { claims: [receipt(3)], releases: [receipt(1)] }),
    row('b-4', { releases: [receipt(9)] }),
  );
  expect(await bulkAppend(bulk, second)).toMatchObject({
    events: 2,
    refused: [
      { row: 0, kind: 'stale' },
      { row: 1, kind: 'taken', claim: receipt(1) },
      { row: 3, kind: 'taken', claim: receipt(2) },
      { row: 5, kind: 'not-held', claim: receipt(9) },
    ],
  });
  expect(await rows('key, position', 'claim')).toStrictEqual([
    { key: 'SC2027-2', position: 1 },
    { key: 'SC2027-3', position: 2 },
  ]);
});

test('T44 a page has one outcome for ever, with the rows that it left out', async () => {
  await bulkAppend(bulk, page('run/1', row('a-1')));
  const second = page('run/2', row('a-1'), row('a-2'));
  const first = await bulkAppend(bulk, second);
  const resumed = await open();
  expect(await bulkAppend(resumed, second)).toStrictEqual({ ...first, kind: 'repeated' });
  expect(await bulkAppend(resumed, { ...second, digest: digestOf({ other: 1 }) })).toStrictEqual({
    kind: 'other-body',
  });
  expect(await appendEvents(await scratch.lane(campaign), someRequest('run/2', 'a-3', 0))).toMatchObject({
    kind: 'repeated',
  });
  await resumed.close();
  expect(await head()).toBe(2);
});

test('R-403 where a vital row is refused, or every row, nothing is appended', async () => {
  await bulkAppend(bulk, page('run/1', row('run-1'), row('a-1')));
  const refused = [{ row: 1, kind: 'stale', stream: 'run-1', version: 1 }];
  const stale = page('run/2', row('b-1'), row('run-1', { isVital: true }));
  expect(await bulkAppend(bulk, stale)).toStrictEqual({ kind: 'refused', refused });
  expect(await bulkAppend(bulk, page('run/3', row('a-1')))).toMatchObject({ kind: 'refused', refused: [{ row: 0 }] });
  expect(await head()).toBe(2);
  expect(
    await bulkAppend(bulk, { ...stale, rows: [row('b-1'), row('run-1', { isVital: true, expectedVersion: 1 })] }),
  ).toMatchObject({
    kind: 'appended',
    firstPosition: 2,
  });
});

test('R-1004 sealed rows come with their page, without those of refused rows', async () => {
  const sealed = (n: number) => [
    { person: `b0000000-0000-4000-8000-00000000000${n}`, group: n, keyVersion: 1, ciphertext: Buffer.from([n, 255]) },
  ];
  await bulkAppend(bulk, page('run/1', row('a-2', { sealed: sealed(1) })));
  await bulkAppend(
    bulk,
    page('run/2', row('a-1', { sealed: [...sealed(2), ...sealed(3)] }), row('a-2', { sealed: sealed(4) })),
  );
  expect(await rows('grp, ciphertext', 'sealed_row')).toStrictEqual(
    [1, 2, 3].map((n) => ({ grp: n, ciphertext: Buffer.from([n, 255]) })),
  );
});

test('R-403 pages called ahead are stored in order, and beside clerks at work nothing is lost', async () => {
  const lane = await scratch.lane(campaign);
  const pages = Array.from({ length: 8 }, (_, n) =>
    bulkAppend(bulk, page(`run/${n}`, ...Array.from({ length: 100 }, () => row(`person-${uuid7(n)}`)))),
  );
  const clerks = Array.from({ length: 100 }, (_, n) => appendEvents(lane, someRequest(`c/${n}`, `bag-${n}`, 0)));
  const firsts = (await Promise.all(pages)).map((outcome) =>
    outcome.kind === 'appended' ? outcome.firstPosition : -1,
  );
  expect(firsts).toStrictEqual([...firsts].sort((a, b) => a - b));
  expect(new Set((await Promise.all(clerks)).map(({ kind }) => kind))).toStrictEqual(new Set(['appended']));
  const { events } = await readPage(scratch.log, { campaign, next: 0 }, 1_000);
  expect(events).toHaveLength(900);
});

test.each([
  ['a stream twice', [row('a-1'), row('a-1')]],
  ['no stream name', [row('a')]],
  ['a row without events', [row('a-1', { events: [] })]],
  ['a float', [row('a-1', { events: [someEvent({ data: { n: 0.5 } })] })]],
])('a page with %s is a TypeError, on either thread, and the next page goes on', async (_what, of) => {
  const threaded = await open({ hasThread: true });
  await expect(bulkAppend(threaded, page('run/1', ...of))).rejects.toThrow(TypeError);
  await expect(bulkAppend(bulk, page('run/1', ...of))).rejects.toThrow(TypeError);
  expect(await bulkAppend(threaded, page('run/2', row('a-1')))).toMatchObject({ kind: 'appended', firstPosition: 0 });
  await threaded.close();
  await expect(bulkAppend(threaded, page('run/3', row('a-2')))).rejects.toThrow('closed');
});

test('a page that a unique key refuses fails alone, and leaves nothing', async () => {
  const sealed = [{ person: crypto.randomUUID(), group: 1, keyVersion: 1, ciphertext: Buffer.from('a') }];
  await bulkAppend(bulk, page('run/1', row('a-1', { sealed })));
  await expect(bulkAppend(bulk, page('run/2', row('a-2', { sealed })))).rejects.toMatchObject({ code: '23505' });
  expect(await bulkAppend(bulk, page('run/3', row('a-2')))).toMatchObject({ kind: 'appended', firstPosition: 1 });
  expect(await rows('id, events', 'command')).toHaveLength(2);
});

test('the first thousand events take statistics, so that the plans of an upload know its size', async () => {
  const counted = async () => {
    const { rows: found } = await scratch.log.pool.query<{ n: number }>(
      `select reltuples::int as n from pg_class where oid = ('event_' || (select campaign from log where code = $1))::regclass`,
      [campaign],
    );
    return found[0]!.n;
  };
  const many = (n: number) => Array.from({ length: n }, () => row(`person-${uuid7(0)}`));
  await bulkAppend(bulk, page('run/1', ...many(300)));
  expect(await counted()).toBe(-1);
  await bulkAppend(bulk, page('run/2', ...many(700)));
  expect(await counted()).toBe(1_000);
});
