import fc from 'fast-check';
import { type Canonical, canonicalJson } from './canonical-json.ts';

/** Another way to the same text: the engine's own JSON, after the members were put in order. */
function reference(value: Canonical): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** `constructor`, digits and `__proto__` are keys like others, but the reference cannot order digits. */
const key = fc
  .string({ unit: fc.constantFrom(...'abcXYZ_- "\\/.~'), minLength: 1, maxLength: 6 })
  .filter((text) => text !== '__proto__');
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((candidate) => !candidate.includes('\0'));
const { value: anyValue } = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

test('T09 canonical JSON is the sorted JSON of the engine', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(canonicalJson(value)).toBe(reference(value));
    }),
    { numRuns: 20_000 },
  );
});

test('T09 it says what was meant, whatever the order of the members', () => {
  expect(canonicalJson({ b: [1, -2, { d: null, c: true }], a: '上蔡\u2028"\\\n\u001e' })).toBe(
    '{"a":"上蔡\u2028\\"\\\\\\n\\u001e","b":[1,-2,{"c":true,"d":null}]}',
  );
  expect(canonicalJson({ 10: 'ten', 9: 'nine', constructor: 1 })).toBe('{"10":"ten","9":"nine","constructor":1}');
});

test('T09 members of few and of many are in order', () => {
  const members = fc.dictionary(key, fc.boolean(), { minKeys: 10, maxKeys: 60, noNullPrototype: true });
  fc.assert(fc.property(members, (value) => expect(canonicalJson(value)).toBe(reference(value))));
});

test.each([
  ['a float', 0.1],
  ['a number beyond 2^53', 2 ** 53],
  ['minus zero', -0],
  ['not a number', Number.NaN],
  ['a lone surrogate', 'a\ud800'],
  ['U+0000', 'a\0'],
  ['U+0000 in a member', { a: ['\0'] }],
  ['a key that is not ASCII', { 县: 1 }],
  ['a key with U+007F', { '\x7f': 1 }],
  ['an undefined member', { a: undefined as unknown as Canonical }],
  ['a bigint', 1n as unknown as Canonical],
  ['an instant', new Date(0) as unknown as Canonical],
  ['bytes', new Uint8Array(2) as unknown as Canonical],
])('T09 %s has no canonical JSON', (_what, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
