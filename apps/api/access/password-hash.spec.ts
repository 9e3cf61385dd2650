import { passwordCosts, passwordHash, passwordMatches } from './password-hash.ts';

test('a password belongs to its hash and no other does', async () => {
  const hash = await passwordHash('一二三四 correct horse', passwordCosts.rehearsal);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=256,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwordMatches('一二三四 correct horse', hash)).toBe(true);
  expect(await passwordMatches('一二三四 correct hors', hash)).toBe(false);
});

test('the cost is the one in the hash, so it may be raised while old hashes stay', async () => {
  const hash = await passwordHash('x', { memoryKib: 64, passes: 3, lanes: 1 });
  expect(hash).toContain('m=64,t=3,p=1');
  expect(await passwordMatches('x', hash)).toBe(true);
});

test('two accounts with one password have two hashes', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => passwordHash('x', passwordCosts.rehearsal)));
  expect(one).not.toBe(other);
});

test('a text that is no hash is a fault, not a wrong password', async () => {
  await expect(passwordMatches('x', 'x')).rejects.toThrow('not an argon2id hash');
});
