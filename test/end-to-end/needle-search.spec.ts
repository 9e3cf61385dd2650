import fc from 'fast-check';
import { needleSearch } from './needle-search.ts';

const needle = (text: string) => ({ name: text, bytes: Buffer.from(text) });

test('every needle is found where indexOf finds it, and no other', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\u738b'), minLength: 4, maxLength: 7 });
  const hay = fc.string({ unit: fc.constantFrom('a', 'b', '\u738b'), maxLength: 200 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 20 }), hay, (texts, haystack) => {
      const found = needleSearch(texts.map(needle))(Buffer.from(haystack));
      expect([...found].sort()).toStrictEqual([...new Set(texts.filter((text) => haystack.includes(text)))].sort());
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['the first bytes', 'abcd....'],
  ['the last bytes', '....abcd'],
  ['all of them', 'abcd'],
])('a needle is found in %s', (_, haystack) => {
  expect([...needleSearch([needle('abcd')])(Buffer.from(haystack))]).toStrictEqual(['abcd']);
});

test('a needle that is cut off at the end is not there', () => {
  expect([...needleSearch([needle('abcde')])(Buffer.from('....abcd'))]).toStrictEqual([]);
});

test('a needle too short to mean anything is refused', () => {
  expect(() => needleSearch([needle('abc')])).toThrow('too short');
});
