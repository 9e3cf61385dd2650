import fc from 'fast-check';
import { streamKey, streamWord } from './stream-key.ts';
import vectors from './stream-key.vectors.json' with { type: 'json' };
import { uuid7 } from './uuid7.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 32 });
const rest = fc.string({
  unit: fc.constantFrom(...'-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
  maxLength: 18,
});
const uuid = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 42 - 1 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([atMs, random]) => uuid7(atMs, random));

/** The way back, which exists for every key: so no two names behind one word have the same key. */
function restOf(key: string): string {
  const bits = BigInt(`0x${key.replaceAll('-', '')}`);
  const part = (from: number, length: number) => (bits >> BigInt(128 - from - length)) & ((1n << BigInt(length)) - 1n);
  if (part(0, 1) === 0n) {
    const alphabet = '\0-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    return Array.from({ length: 18 }, (_, i) => alphabet[Number(part(20 + 6 * i, 6))])
      .join('')
      .replace(/\0+$/, '');
  }
  const time = part(12, 42).toString(16).padStart(12, '0');
  const chance = part(54, 12).toString(16).padStart(3, '0');
  const tail = (part(66, 62) | (2n << 62n)).toString(16).padStart(16, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

test.each(vectors)('the key of %s stays what it is', (name, key) => {
  expect(streamKey(name!)).toBe(key);
});

test('no two names have one key: every key leads back to its name', () => {
  fc.assert(
    fc.property(word, fc.oneof(rest, uuid), (aWord, aRest) => {
      const key = streamKey(`${aWord}-${aRest}`);
      expect(restOf(key)).toBe(aRest);
      const { code } = streamWord(`${aWord}-${aRest}`);
      // The bits of the word are all there is besides the rest.
      const first20 = Number.parseInt(key.slice(0, 5), 16);
      expect(code).toBe(aRest.length === 36 ? first20 & 0xfff00 : first20);
    }),
    { numRuns: 5_000 },
  );
});

test('behind one word keys sort like names, so neighbours in a file are neighbours in the index', () => {
  const inOrder = (names: fc.Arbitrary<string>) =>
    fc.property(word, names, names, (aWord, a, b) => {
      const [first, second] = [streamKey(`${aWord}-${a}`), streamKey(`${aWord}-${b}`)];
      expect(Math.sign(Number(first > second) - Number(first < second))).toBe(Number(a > b) - Number(a < b));
    });
  fc.assert(inOrder(rest), { numRuns: 2_000 });
  fc.assert(inOrder(uuid), { numRuns: 2_000 });
});

test('the same UUID behind two words is two streams', () => {
  const id = uuid7(1_569_369_600_000);
  expect(streamKey(`refund-${id}`)).not.toBe(streamKey(`registration-${id}`));
});

test.each([
  ['no word', '-12'],
  ['no hyphen', 'campaign'],
  ['an upper-case word', 'Bag-K7M4P'],
  ['a word of 33 letters', `${'a'.repeat(33)}-1`],
  ['19 characters', 'receipt-1234567890123456789'],
  ['32 hex digits, which fill the whole key', `reminder-${'0f'.repeat(16)}`],
  ['a character outside the alphabet', 'watch-holdings_k'],
  ['a name that is not ASCII', 'agent-上蔡'],
  ['a random UUID (version 4)', 'refund-b0000000-0000-4000-8000-000000000002'],
  ['a UUID in upper case', 'refund-0190A1B2-C3D4-7ABC-8DEF-0123456789AB'],
  ['a UUID of another variant', 'refund-0190a1b2-c3d4-7abc-cdef-0123456789ab'],
  ['a UUID of the year 2109', 'refund-0400a1b2-c3d4-7abc-8def-0123456789ab'],
])('%s is no stream name', (_what, name) => {
  expect(() => streamKey(name)).toThrow(TypeError);
  // Whoever has no key has no word to register either, but for a UUID that only its version excludes.
  if (!/-[47][0-9a-f]{3}-/.test(name)) expect(() => streamWord(name)).toThrow(TypeError);
});
