import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { appendEvents } from './append-events.ts';
import { bulkAppend } from './bulk-append.ts';
import { canonicalJson } from './canonical-json.ts';
import { digestOf } from './digest-of.ts';
import { openBulk } from './open-bulk.ts';
import { type ScratchLog, scratchLog, someEvent, someRequest } from './scratch-log.ts';
import { tamperedEvents } from './tampered-events.ts';
import { uuid7 } from './uuid7.ts';

let scratch: ScratchLog;
let campaign: string;
let owner: Client;

beforeAll(async () => {
  scratch = await scratchLog();
  campaign = await scratch.campaign();
  owner = new Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  const lane = await scratch.lane(campaign);
  const event = (n: number) =>
    someEvent({
      data: { n, text: '蔡"\\' },
      person: { key: crypto.randomUUID() },
      amountFen: n * 100 - 700,
      schemaVersion: 2,
    });
  for (let n = 0; n < 20; n += 1) {
    const streams = [
      { stream: `bag-${n % 5}`, expectedVersion: Math.floor(n / 5), events: [n % 3 === 0 ? someEvent() : event(n)] },
    ];
    const claims = [{ kind: 'receipt', key: `${n}` }];
    await appendEvents(lane, { ...someRequest(`c${n}`, '', 0), streams, claims });
  }
  const bulk = await openBulk(scratch.log, campaign, { hasThread: false });
  const rows = Array.from({ length: 30 }, (_, n) => ({
    stream: `person-${uuid7(n)}`,
    expectedVersion: 0,
    events: [event(n)],
  }));
  await bulkAppend(bulk, { commandId: 'run/1', digest: digestOf({}), rows });
  await bulk.close();
});

afterAll(async () => {
  await owner.end();
  await scratch.drop();
});

const everything = { next: 0, end: 50 };

test('T09 T63 R-1001 for every event the columns are the leaf, the leaf is canonical, the hash is RFC 6962', async () => {
  expect(await tamperedEvents(scratch.log, campaign, everything)).toStrictEqual([]);
  const { rows } = await scratch.log.pool.query<{ leaf: Buffer; leaf_hash: Buffer }>(
    'select leaf, leaf_hash from event',
  );
  expect(rows).toHaveLength(50);
  for (const { leaf, leaf_hash: hash } of rows) {
    expect(canonicalJson(JSON.parse(leaf.toString()))).toBe(leaf.toString());
    expect(
      createHash('sha256')
        .update(Buffer.from([0]))
        .update(leaf)
        .digest(),
    ).toStrictEqual(hash);
  }
});

test.each([
  ['stream', `stream_key('moved-' || position)`],
  ['version', 'version + 100'],
  ['type', 'type + 1::smallint'],
  ['schema_version', '7'],
  ['unit', `unit || '/9'`],
  ['person', `'b0000000-0000-4000-8000-000000000000'`],
  ['amount_fen', 'coalesce(amount_fen, 0) + 1'],
  ['occurred_at', `occurred_at + interval '1 ms'`],
  ['recorded_at', `recorded_at - interval '1 ms'`],
  ['command', `'b0000000-0000-4000-8000-000000000000'`],
  ['leaf', `convert_to(replace(convert_from(leaf, 'UTF8'), '"campaign":"411722', '"campaign":"411799'), 'UTF8')`],
])('T63 R-1003 a planted edit of %s is found, where it is', async (column, value) => {
  await asSuperuser(`create temp table kept as select * from event where position in (3, 40)`);
  await asSuperuser(`update event set ${column} = ${value} where position in (3, 40)`);
  const found = await tamperedEvents(scratch.log, campaign, everything);
  await asSuperuser(`delete from event where position in (3, 40)`);
  await asSuperuser('alter table kept drop column leaf_hash');
  const columns = `campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at,
    recorded_at, command, leaf`;
  await asSuperuser(`insert into event (${columns}) select ${columns} from kept`);
  await asSuperuser('drop table kept');
  expect(found).toStrictEqual([3, 40]);
  expect(await tamperedEvents(scratch.log, campaign, everything)).toStrictEqual([]);
});

/** What a superuser can do to a row in spite of triggers, and the tree is for. */
async function asSuperuser(statement: string): Promise<void> {
  await owner.query('set session_replication_role = replica');
  try {
    await owner.query(statement);
  } finally {
    await owner.query('set session_replication_role = origin');
  }
}

const changes = [
  ['event', 'version = 1'],
  ['event_1', 'version = 1'],
  ['command', 'events = 1'],
  ['command_1', 'events = 1'],
  ['event_type', `name = 'X'`],
  ['claim_kind', `name = 'x'`],
  ['stream_word', `word = 'x'`],
].flatMap(([table, change]): [string, string][] => [
  [table!, `update ${table} set ${change} where false`],
  [table!, `delete from ${table} where false`],
  [table!, `truncate ${table}`],
]);

test.each(changes)('T63 R-1001 %s: even its owner is refused "%s"', async (_table, statement) => {
  await expect(owner.query(statement)).rejects.toMatchObject({ code: 'CL001' });
});

test.each([
  ...changes,
  ['log', 'update log set head = 0 where false'],
  ['log', 'delete from log where false'],
  ['log', 'insert into log (campaign, code) values (9, $$x$$)'],
  ['claim', 'update claim set position = 0 where false'],
  ['claim', 'delete from claim where false'],
  ['event_type', `insert into event_type (name) values ('Forged')`],
])('T63 R-1001 %s: the writer is refused "%s"', async (_table, statement) => {
  await expect(scratch.log.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('T63 R-1001 neither log nor claims can be emptied by their owner', async () => {
  for (const statement of ['truncate log', 'delete from log', 'truncate claim', 'truncate claim_1']) {
    await expect(owner.query(statement)).rejects.toMatchObject({ code: 'CL001' });
  }
});

test.each([['canbao_reader'], ['canbao_projector']])(
  'T63 %s reads the log, not the sealed rows, and appends nothing',
  async (role) => {
    const reader = new Client({ connectionString: scratch.database.url(role) });
    await reader.connect();
    try {
      for (const table of ['log', 'event', 'command', 'claim', 'event_type', 'claim_kind', 'stream_word']) {
        await reader.query(`select from ${table} limit 1`);
      }
      for (const statement of [
        'select from sealed_row',
        'insert into command select * from command',
        `select open_log('411722-2099')`,
        `select event_type_code('Forged')`,
        'select bulk_close(1, null, null, 50, 0, null, null, null)',
      ]) {
        await expect(reader.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
    } finally {
      await reader.end();
    }
  },
);

test('a frozen process cannot hold a county: the writer has timeouts, and no just-in-time compiler', async () => {
  const settings = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'jit'];
  const { rows } = await scratch.log.pool.query<{ values: string[] }>(
    'select array_agg(current_setting(name) order by n) as values from unnest($1::text[]) with ordinality s(name, n)',
    [settings],
  );
  expect(rows[0]!.values).toStrictEqual(['5s', '3s', '5s', 'off']);
});
