import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { embeddedPostgres } from './embedded-postgres.ts';
import { processKeeper, type ProcessKeeper } from './process-keeper.ts';
import { commandOf } from './process-record.ts';

let dataFolder: string;
let keeper: ProcessKeeper;

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'canbao-postgres-'));
  keeper = await processKeeper(dataFolder);
});

afterEach(async () => {
  await keeper.stopAll();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('it is durable unless a test says otherwise', async () => {
  const postgres = await embeddedPostgres({ keeper, dataFolder });
  const settings = await ask(
    postgres.url('postgres'),
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('jit') as jit`,
  );
  expect(settings).toStrictEqual([{ fsync: 'on', commit: 'on', jit: 'off' }]);
});

test('after kill -9 it comes back on its port with what was acknowledged', async () => {
  const postgres = await embeddedPostgres({ keeper, dataFolder });
  const url = postgres.url('postgres');
  await ask(url, 'create table kept (n int)');
  await ask(url, 'insert into kept select generate_series(1, 1000)');
  process.kill(postgres.kept?.pid ?? 0, 'SIGKILL');
  expect(await postgres.kept?.ended).toBe('SIGKILL');
  await embeddedPostgres({ keeper, dataFolder, port: Number(new URL(url).port) });
  expect(await ask(url, 'select count(*)::int as n from kept')).toStrictEqual([{ n: 1000 }]);
});

test('a server that still holds the folder is stopped first', async () => {
  const earlier = await embeddedPostgres({ keeper, dataFolder });
  const pid = earlier.kept?.pid ?? 0;
  const later = await embeddedPostgres({ keeper, dataFolder });
  expect(commandOf(pid)).toBeUndefined();
  expect(await ask(later.url('postgres'), 'select 1 as one')).toStrictEqual([{ one: 1 }]);
});

test('a pid file that names somebody else does not keep it from starting', async () => {
  const postgres = await embeddedPostgres({ keeper, dataFolder });
  if (postgres.kept) await keeper.stop(postgres.kept);
  const stranger = spawn('sleep', ['1000']);
  try {
    writeFileSync(join(dataFolder, 'pg', 'postmaster.pid'), `${stranger.pid}\n${join(dataFolder, 'pg')}\n`);
    const again = await embeddedPostgres({ keeper, dataFolder });
    expect(await ask(again.url('postgres'), 'select 1 as one')).toStrictEqual([{ one: 1 }]);
    expect(commandOf(stranger.pid ?? 0)).toBe('sleep 1000');
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('DATABASE_URL is taken as it is, and nothing is started', async () => {
  const earlier = process.env['DATABASE_URL'];
  process.env['DATABASE_URL'] = process.env['TEST_POSTGRES_URL'];
  try {
    const postgres = await embeddedPostgres({ keeper, dataFolder, rolePassword: 'a/b' });
    expect(postgres.kept).toBeUndefined();
    expect(keeper.running()).toStrictEqual([]);
    expect(new URL(postgres.url('canbao', 'canbao_reader'))).toMatchObject({
      username: 'canbao_reader',
      password: 'a%2Fb',
      pathname: '/canbao',
    });
  } finally {
    if (earlier === undefined) delete process.env['DATABASE_URL'];
    else process.env['DATABASE_URL'] = earlier;
  }
});
