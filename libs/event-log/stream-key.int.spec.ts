import fc from 'fast-check';
import { type ScratchLog, scratchLog } from './scratch-log.ts';
import { streamKey } from './stream-key.ts';
import vectors from './stream-key.vectors.json' with { type: 'json' };
import { uuid7 } from './uuid7.ts';

let scratch: ScratchLog;

beforeAll(async () => {
  scratch = await scratchLog();
});

afterAll(() => scratch.drop());

async function keysInSql(names: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await scratch.log.pool.query<{ key: string | null }>(
    'select stream_key(name) as key from unnest($1::text[]) with ordinality n(name, i) order by i',
    [names],
  );
  return rows.map(({ key }) => key);
}

/** What SQL answers where the code throws. */
function keyOrNull(name: string): string | null {
  try {
    return streamKey(name);
  } catch {
    return null;
  }
}

test('R-1001 the SQL twin gives the vectors', async () => {
  expect(await keysInSql(vectors.map(([name]) => name!))).toStrictEqual(vectors.map(([, key]) => key));
});

test('R-1001 the SQL twin gives every name the key of the code, and none to what is no name', async () => {
  const words = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), maxLength: 34 });
  const almost = fc.string({ unit: fc.constantFrom(...'-0129AZaz_.上'), maxLength: 20 });
  const uuids = fc
    .tuple(fc.integer({ min: 0, max: 2 ** 42 - 1 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
    .map(([atMs, random]) => uuid7(atMs, random));
  // A digit of a UUID changed: another version, another variant, a year too late, or a UUID still.
  const bent = fc
    .tuple(uuids, fc.constantFrom(0, 1, 14, 19, 30), fc.constantFrom(...'0489cfX'))
    .map(([uuid, at, digit]) => uuid.slice(0, at) + digit + uuid.slice(at + 1));
  const name = fc.tuple(words, fc.oneof(almost, uuids, bent)).map(([word, rest]) => `${word}-${rest}`);
  const names = fc.sample(name, { numRuns: 4_000, seed: 7 });
  const expected = names.map(keyOrNull);
  expect(expected.filter((key) => key === null).length).toBeGreaterThan(200);
  expect(await keysInSql(names)).toStrictEqual(expected);
});
