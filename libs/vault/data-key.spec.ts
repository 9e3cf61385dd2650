import { createSecretKey, randomBytes } from 'node:crypto';
import { dataKey } from './data-key.internal.ts';
import { randomPool } from './random-pool.internal.ts';

const random = randomPool();
const wrap = { key: createSecretKey(randomBytes(32)), version: 1 };
const person = '0190c5d2-0000-7000-8000-000000000001';
const owner = { campaign: '411722-2020', group: 'identity', person, keyVersion: 1 } as const;

test('every data key is another one of 32 bytes', () => {
  const keys = Array.from({ length: 1_000 }, () => dataKey.make(random, wrap, owner).key.export().toString('hex'));
  expect(new Set(keys).size).toBe(1_000);
  expect(keys.every((key) => key.length === 64)).toBe(true);
});

test('a wrapped key comes out as it went in, and has the length that the key database expects', () => {
  const { key, wrapped } = dataKey.make(random, wrap, owner);
  expect(dataKey.unwrap(wrap, owner, wrapped).equals(key)).toBe(true);
  expect(wrapped).toHaveLength(dataKey.wrappedBytes);
  expect(wrapped.includes(key.export())).toBe(false);
});

test.each([
  ['campaign', { ...owner, campaign: '411722-2021' }],
  ['person', { ...owner, person: '0190c5d2-0000-7000-8000-000000000002' }],
  ['group', { ...owner, group: 'category' as const }],
  ['key version', { ...owner, keyVersion: 2 }],
])('a key wrapped for another %s is refused', (_what, other) => {
  const { wrapped } = dataKey.make(random, wrap, owner);
  expect(() => dataKey.unwrap(wrap, other, wrapped)).toThrow();
});

test('a key wrapped under another key file, or under another version of it, is refused', () => {
  const { wrapped } = dataKey.make(random, wrap, owner);
  expect(() => dataKey.unwrap({ ...wrap, key: createSecretKey(randomBytes(32)) }, owner, wrapped)).toThrow();
  expect(() => dataKey.unwrap({ ...wrap, version: 2 }, owner, wrapped)).toThrow();
});
