import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { randomPool } from './random-pool.internal.ts';
import { sealedValue } from './sealed-value.internal.ts';

const random = randomPool();
const key = createSecretKey(randomBytes(32));
const person = '0190c5d2-0000-7000-8000-000000000001';
const owner = { campaign: '411722-2020', group: 'identity', person, keyVersion: 1 } as const;
const value = { documentType: 'resident-id', idNumber: '11010519491231002X', name: '王小明' };

test('every name and number comes out as it went in, with the same commitment', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((chars) => !chars.includes('\0'));
  fc.assert(
    fc.property(text, text, text, (documentType, idNumber, name) => {
      const sealed = sealedValue.seal(random, key, owner, { documentType, idNumber, name });
      const opened = sealedValue.open(key, owner, sealed.ciphertext);
      expect(opened).toStrictEqual({ value: { documentType, idNumber, name }, commitment: sealed.commitment });
    }),
  );
});

test('the same value sealed twice has nothing in common to compare', () => {
  const [one, other] = [sealedValue.seal(random, key, owner, value), sealedValue.seal(random, key, owner, value)];
  expect(one.commitment).not.toBe(other.commitment);
  expect(one.ciphertext).not.toStrictEqual(other.ciphertext);
});

test('a rare name is kept to the last code point: four-byte, private use, middle dot', () => {
  const name = '𠮷\u{e815}·阿·买提㭎';
  const { ciphertext } = sealedValue.seal(random, key, owner, { ...value, name });
  expect(sealedValue.open(key, owner, ciphertext).value.name).toBe(name);
});

test('a text that no canonical JSON holds is refused, not sealed in another form', () => {
  expect(() => sealedValue.seal(random, key, owner, { ...value, name: '王\0明' })).toThrow(TypeError);
  expect(() => sealedValue.seal(random, key, owner, { ...value, name: '王\ud800' })).toThrow(TypeError);
});

test('absent members stay absent', () => {
  const contact = { ...owner, group: 'contact' } as const;
  const { ciphertext } = sealedValue.seal(random, key, contact, { phone: '000' });
  expect(sealedValue.open(key, contact, ciphertext).value).toStrictEqual({ phone: '000' });
});
