import fc from 'fast-check';
import { commandKey } from './command-key.ts';
import { digestOf } from './digest-of.ts';
import { uuid7 } from './uuid7.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('a UUID stands for itself, in lower case', () => {
  expect(commandKey('0190A1B2-c3d4-4abc-8def-0123456789ab')).toBe('0190a1b2-c3d4-4abc-8def-0123456789ab');
});

test('any other text has one UUID for ever', () => {
  expect(commandKey('intake-0123456789abcdef/7')).toBe('f09e9a7d-0960-815b-825f-b714744d5201');
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
      expect(commandKey(a)).toMatch(UUID);
      expect(commandKey(a) === commandKey(b)).toBe(a === b);
    }),
  );
  expect(() => commandKey('')).toThrow(TypeError);
});

test('T44 a digest does not depend on the order of members, and does on every value', () => {
  expect(digestOf({ a: 1, b: [2] })).toStrictEqual(digestOf({ b: [2], a: 1 }));
  expect(digestOf({ a: 1, b: [2] })).not.toStrictEqual(digestOf({ a: 1, b: [3] }));
});

test('an id of a stream holds its instant and is the same for the same bytes', () => {
  const random = Uint8Array.from([255, 1, 255, 3, 4, 5, 6, 7, 8, 9]);
  expect(uuid7(1_569_369_600_000, random)).toBe('016d65b7-b000-7f01-bf03-040506070809');
  expect([...random]).toStrictEqual([255, 1, 255, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Set(Array.from({ length: 2_000 }, () => uuid7(0))).size).toBe(2_000);
  expect(() => uuid7(-1)).toThrow(RangeError);
  expect(() => uuid7(2 ** 42)).toThrow(RangeError);
  expect(() => uuid7(1.5)).toThrow(RangeError);
});
