import { newPersonKeys } from './new-person-keys.internal.ts';

test('person keys are ascending version 7 UUIDs, and no two are the same', () => {
  const keys = newPersonKeys(10_000);
  expect(new Set(keys).size).toBe(10_000);
  expect([...keys].sort()).toStrictEqual(keys);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('person keys of one instant share the instant and nothing else', () => {
  const tails = new Set(newPersonKeys(1_000).map((key) => key.slice(24)));
  expect(tails.size).toBe(1_000);
});
