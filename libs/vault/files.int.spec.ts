import { openEventLog } from '@canbao/event-log/open-event-log';
import { scratchVault } from './scratch-vault.ts';

const K = '411722-2020';
const file = Buffer.from('姓名,身份证号\n王小明,999999199001011234\n');

let scratch: Awaited<ReturnType<typeof scratchVault>>;
beforeAll(async () => {
  scratch = await scratchVault();
});
afterAll(() => scratch.drop());

const opened = async (id: string): Promise<Uint8Array | undefined> => (await scratch.vault.openFile(K, id))?.reveal();

/** One statement as the owner of the log database or of the key database. */
async function asOwner(url: string, statement: string): Promise<readonly { readonly [column: string]: unknown }[]> {
  const owner = await openEventLog(url);
  try {
    return (await owner.pool.query(statement)).rows;
  } finally {
    await owner.close();
  }
}

test('R-403 a village file is kept as it came, and shows itself to no console', async () => {
  await scratch.vault.keepFile(K, 'kept', file);
  expect(await opened('kept')).toStrictEqual(file);
  expect(String(await scratch.vault.openFile(K, 'kept'))).toBe('[redacted]');
});

test('a file kept twice, also at the same time, is one file', async () => {
  await Promise.all(Array.from({ length: 8 }, () => scratch.vault.keepFile(K, 'twice', file)));
  await scratch.vault.keepFile(K, 'twice', file);
  expect(await opened('twice')).toStrictEqual(file);
  expect(await asOwner(scratch.database.ownerUrl, "select id from vault.upload where id = 'twice'")).toHaveLength(1);
});

test('no table holds a file in readable form', async () => {
  await scratch.vault.keepFile(K, 'sealed', file);
  const rows = await asOwner(scratch.database.ownerUrl, "select ciphertext from vault.upload where id = 'sealed'");
  expect(Buffer.from(rows[0]!.ciphertext as Buffer).includes('999999199001011234')).toBe(false);
});

test('a file put in the place of another does not open', async () => {
  await scratch.vault.keepFile(K, 'one', file);
  await scratch.vault.keepFile(K, 'other', Buffer.from('other'));
  const swap = (table: string, column: string): string =>
    `update ${table} t set ${column} = o.${column} from ${table} o where t.id = 'one' and o.id = 'other'`;
  await asOwner(scratch.database.ownerUrl, swap('vault.upload', 'ciphertext'));
  await expect(opened('one')).rejects.toThrow();
  await asOwner(scratch.database.keysUrl, swap('file_key', 'wrapped'));
  await expect(opened('one')).rejects.toThrow();
});

test('R-1004 a dropped file is gone with its key, and a copy of its ciphertext opens nothing', async () => {
  await scratch.vault.keepFile(K, 'dropped', file);
  await asOwner(scratch.database.ownerUrl, "create table copy as select * from vault.upload where id = 'dropped'");
  await scratch.vault.dropFile(K, 'dropped');
  expect(await asOwner(scratch.database.keysUrl, "select id from file_key where id = 'dropped'")).toStrictEqual([]);
  await asOwner(scratch.database.ownerUrl, 'insert into vault.upload select * from copy');
  expect(await opened('dropped')).toBeUndefined();
});

test('a file that was never kept is nothing', async () => {
  expect(await opened('never')).toBeUndefined();
});

test('R-1004 a file is kept for 30 days; then it opens nothing, and the next one that is kept sweeps it away', async () => {
  await scratch.vault.keepFile(K, 'old', file);
  const until = await scratch.vault.fileKeptUntil(K, 'old');
  expect(until! - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
  await asOwner(
    scratch.database.ownerUrl,
    "update vault.upload set kept_at = now() - interval '30 days' where id = 'old'",
  );
  expect(await opened('old')).toBeUndefined();
  expect(await scratch.vault.fileKeptUntil(K, 'old')).toBeNull();
  await scratch.vault.keepFile(K, 'new', file);
  expect(await asOwner(scratch.database.keysUrl, "select id from file_key where id in ('old', 'new')")).toStrictEqual([
    { id: 'new' },
  ]);
  expect(await asOwner(scratch.database.ownerUrl, "select id from vault.upload where id = 'old'")).toStrictEqual([]);
});
