import { scratchDatabase, type ScratchDatabase } from '@canbao/event-log/scratch-database';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { schemaText } from './schema-text.ts';

const file = join(import.meta.dirname, 'schema.sql');
let scratch: ScratchDatabase;

beforeAll(async () => {
  scratch = await scratchDatabase();
});

afterAll(() => scratch.drop());

async function textOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await schemaText(client);
  } finally {
    await client.end();
  }
}

// After a new migration: WRITE_SCHEMA=1 with this spec writes the file anew; read the difference, then commit both.
test('schema.sql is what the migrations make', async () => {
  const text = `-- The database canbao\n\n${await textOf(scratch.ownerUrl)}\n-- The database canbao_keys\n\n${await textOf(scratch.keysUrl)}`;
  if (process.env['WRITE_SCHEMA'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a table, a column, an index or a grant more would be seen', async () => {
  const before = await textOf(scratch.ownerUrl);
  const client = new Client({ connectionString: scratch.ownerUrl });
  await client.connect();
  try {
    await client.query('create table planted (n int primary key); grant update (n) on planted to canbao_reader');
  } finally {
    await client.end();
  }
  const added = (await textOf(scratch.ownerUrl)).split('\n').filter((line) => !before.split('\n').includes(line));
  expect(added).toStrictEqual([
    'table public.planted;',
    'column public.planted.n integer not null;',
    'constraint public.planted.planted_pkey PRIMARY KEY (n);',
    'CREATE UNIQUE INDEX planted_pkey ON public.planted USING btree (n);',
    'grant update on public.planted (n) to canbao_reader;',
  ]);
});
