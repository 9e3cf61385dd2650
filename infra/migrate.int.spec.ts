import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from './migrate.ts';

const ownerUrl = process.env['TEST_POSTGRES_URL'] ?? '';
let folder: string;
let names: { log: string; keys: string; counterparts: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'canbao-migrate-'));
  mkdirSync(join(folder, 'keys'));
  const log = `migrate_${randomBytes(6).toString('hex')}`;
  names = { log, keys: `${log}_keys`, counterparts: `${log}_counterparts` };
  write('0001-bag.sql', 'create table bag (slip text primary key);');
});

afterEach(async () => {
  for (const name of Object.values(names)) await ask('postgres', `drop database if exists ${name} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate({ ownerUrl, folder, ...names });

async function ask(database: string, statement: string, role?: string): Promise<unknown[]> {
  const url = new URL(ownerUrl);
  url.pathname = `/${database}`;
  if (role) url.username = role;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('what is new runs once, in order, in its own database', async () => {
  write('0002-purpose.sql', 'alter table bag add column purpose text;');
  writeFileSync(join(folder, 'keys', '0001-keys.sql'), 'create table wrapped_key (id uuid primary key);');
  expect(await run()).toStrictEqual(['0001-bag.sql', '0002-purpose.sql', 'keys/0001-keys.sql']);
  expect(await run()).toStrictEqual([]);
  expect(await ask(names.keys, 'select count(*)::int as n from wrapped_key')).toStrictEqual([{ n: 0 }]);
});

test('two that start together do the work once', async () => {
  const ran = await Promise.all([run(), run()]);
  expect(ran.flat()).toStrictEqual(['0001-bag.sql']);
});

test('a file that ran is never changed', async () => {
  await run();
  write('0001-bag.sql', 'create table bag (slip text primary key, purpose text);');
  await expect(run()).rejects.toThrow('migration 0001-bag.sql was changed after it had run');
});

test('a file that ran never goes away', async () => {
  await run();
  rmSync(join(folder, '0001-bag.sql'));
  await expect(run()).rejects.toThrow('migration 0001-bag.sql has run on this database and is gone');
});

test('a file that fails leaves nothing behind, and says where', async () => {
  write('0002-broken.sql', 'create table half (n int);\nselect 1;\nselect no_such_column from bag;');
  await expect(run()).rejects.toThrow(
    'migration 0002-broken.sql failed: column "no_such_column" does not exist (line 3)',
  );
  expect(await ask(names.log, `select to_regclass('half') as half`)).toStrictEqual([{ half: null }]);
});

test('a gap in the numbers is refused', async () => {
  write('0003-late.sql', 'select 1;');
  await expect(run()).rejects.toThrow('migration 0003-late.sql should be named 0002-….sql');
});

test.each([
  ['canbao_writer', 'log', true],
  ['canbao_projector', 'log', true],
  ['canbao_vault', 'log', false],
  ['canbao_vault', 'keys', true],
  ['canbao_writer', 'keys', false],
  ['canbao_counterpart', 'counterparts', true],
  ['canbao_counterpart', 'log', false],
] as const)('%s may enter the database %s: %s', async (role, database, mayEnter) => {
  await run();
  const entering = ask(names[database], 'select 1 as one', role);
  if (mayEnter) expect(await entering).toStrictEqual([{ one: 1 }]);
  else await expect(entering).rejects.toThrow('permission denied for database');
});
