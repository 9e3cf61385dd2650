import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, keyFile } from './key-file.internal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canbao-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, bytes: Buffer, mode: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  await chmod(path, mode);
  return path;
}

test('a key of 32 bytes that only its owner may read is taken', async () => {
  const bytes = randomBytes(32);
  expect((await keyFile(await written('good', bytes, 0o600))).export()).toStrictEqual(bytes);
});

test.each([0o640, 0o604, 0o644, 0o660])('a key file with mode %o is refused and says what to do', async (mode) => {
  const path = await written(`open-${mode}`, randomBytes(32), mode);
  await expect(keyFile(path)).rejects.toThrow('chmod 600');
});

test.each([0, 16, 31, 33, 64])('a key of %d bytes is refused', async (length) => {
  const path = await written(`long-${length}`, randomBytes(length), 0o600);
  await expect(keyFile(path)).rejects.toThrow('32 bytes');
});

test('a missing key file is an error', async () => {
  await expect(keyFile(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
});

test('a fingerprint tells keys apart and is the same for the same key', async () => {
  const bytes = randomBytes(32);
  const one = await keyFile(await written('one', bytes, 0o600));
  const same = await keyFile(await written('same', bytes, 0o600));
  const other = await keyFile(await written('other', randomBytes(32), 0o600));
  expect(fingerprint(one)).toStrictEqual(fingerprint(same));
  expect(fingerprint(one)).not.toStrictEqual(fingerprint(other));
});
