import { Client } from 'pg';
import { appendEvents, type AppendRequest } from './append-events.ts';
import { headOf } from './head-of.ts';
import { type ScratchLog, scratchLog, someEvent, someRequest } from './scratch-log.ts';

/*
 * A flush is first sent to be appended whole, and asks only when something objects. What a caller sees is the same
 * either way (append-events.int.spec.ts); what is tried in vain shows as a transaction rolled back.
 */

let scratch: ScratchLog;
let campaign: string;
let owner: Client;

beforeAll(async () => {
  scratch = await scratchLog();
  owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
});

beforeEach(async () => {
  campaign = await scratch.campaign();
});

afterAll(async () => {
  await owner.end();
  await scratch.drop();
});

async function rolledBack(): Promise<number> {
  await owner.query('select pg_stat_clear_snapshot()');
  const { rows } = await owner.query<{ n: number }>(
    'select xact_rollback::int as n from pg_stat_database where datname = current_database()',
  );
  return rows[0]!.n;
}

/** Sends these one after the other on a lane of their own; how they ended, and how often one was tried in vain. */
async function inTurn(requests: readonly AppendRequest[]): Promise<{ kinds: string[]; inVain: number }> {
  const before = await rolledBack();
  const lane = await scratch.lane(campaign);
  const kinds: string[] = [];
  for (const request of requests) kinds.push((await appendEvents(lane, request)).kind);
  // The server counts what a connection did when it ends.
  await lane.close();
  return { kinds, inVain: (await rolledBack()) - before };
}

const many = (n: number, of: (n: number) => AppendRequest) => Array.from({ length: n }, (_, i) => of(i));

test('new streams, further versions, claims and releases meet no key in vain', async () => {
  const claim = { kind: 'receipt', key: '1' };
  const requests = [
    someRequest('1', 'a-1', 0, { claims: [claim] }),
    someRequest('2', 'a-1', 1, { releases: [claim] }),
    ...many(10, (n) => someRequest(`new/${n}`, `b-${n}`, 0)),
    ...many(10, (n) => someRequest(`more/${n}`, `b-${n}`, 1)),
  ];
  expect(await inTurn(requests)).toStrictEqual({ kinds: Array(22).fill('appended'), inVain: 0 });
});

test('T44 who repeats often is tried in vain a few times only, and who appends again is appended', async () => {
  const first = someRequest('same', 'a-1', 0);
  const requests = [
    first,
    ...Array<AppendRequest>(40).fill(first),
    ...many(20, (n) => someRequest(`${n}`, `b-${n}`, 0)),
  ];
  const { inVain, kinds } = await inTurn(requests);
  expect(kinds).toStrictEqual([
    'appended',
    ...Array<string>(40).fill('repeated'),
    ...Array<string>(20).fill('appended'),
  ]);
  expect(inVain).toBeGreaterThan(0);
  expect(inVain).toBeLessThanOrEqual(4);
  expect((await inTurn([first])).inVain).toBe(1);
});

test('R-1001 what was tried in vain moves no head: a version that is missing, and one that is there', async () => {
  await inTurn([someRequest('1', 'a-1', 0)]);
  expect((await inTurn([someRequest('2', 'a-1', 7), someRequest('3', 'a-1', 0)])).kinds).toStrictEqual([
    'stale',
    'stale',
  ]);
  expect(await headOf(scratch.log, campaign)).toBe(1);
});

test('R-407 a claim stands at the first event of its request, wherever that is in the flush', async () => {
  const lane = await scratch.lane(campaign);
  const request = (n: number) => ({
    ...someRequest(`${n}`, '', 0),
    streams: [{ stream: `a-${n}`, expectedVersion: 0, events: [someEvent(), someEvent()] }],
    ...(n > 0 && { claims: [`${n}`, `${n}+`].map((key) => ({ kind: 'receipt', key })) }),
  });
  await Promise.all(many(3, request).map((one) => appendEvents(lane, one)));
  const { rows } = await scratch.log.pool.query(
    'select key, position from claim where campaign = (select campaign from log where code = $1) order by key',
    [campaign],
  );
  const at = (key: string, position: number) => ({ key, position });
  expect(rows).toStrictEqual([at('1', 2), at('1+', 2), at('2', 4), at('2+', 4)]);
});
