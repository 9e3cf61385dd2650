import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { decodeLeaf, encodeLeaf, instantText, MAX_LEAF_BYTES } from './leaf.ts';
import type { NewEvent } from './new-event.ts';

const recording = {
  campaign: '411722-2027',
  command: 'a0000000-0000-8000-8000-000000000001',
  nonce: '000102030405060708090a0b0c0d0e0f',
  recordedAt: Date.parse('2026-09-25T08:00:03.120Z'),
  stream: 'receipt-SC2027-00012345',
  version: 3,
};
const collected: NewEvent = {
  type: 'PremiumCollected',
  data: { receipt: 'SC2027-00012345', channel: 'cash' },
  unit: '411722/103/007',
  actor: 'u_7f3c',
  occurredAt: Date.parse('2026-09-25T08:00:00.000Z'),
  person: { key: 'b0000000-0000-4000-8000-000000000002', identity: 'i', category: 'c' },
  amountFen: 250_00,
};

test('R-1001 a leaf is the canonical JSON of the whole envelope', () => {
  expect(encodeLeaf(collected, recording)).toBe(
    '{"actor":"u_7f3c","amountFen":25000,"campaign":"411722-2027","causation":null,' +
      '"command":"a0000000-0000-8000-8000-000000000001","data":{"channel":"cash","receipt":"SC2027-00012345"},' +
      '"nonce":"000102030405060708090a0b0c0d0e0f","occurredAt":"2026-09-25T08:00:00.000Z","onBehalfOf":null,' +
      '"person":{"category":"c","identity":"i","key":"b0000000-0000-4000-8000-000000000002"},' +
      '"recordedAt":"2026-09-25T08:00:03.120Z","schemaVersion":1,"stream":"receipt-SC2027-00012345",' +
      '"type":"PremiumCollected","unit":"411722/103/007","version":3}',
  );
});

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((candidate) => !candidate.includes('\0'));
const anyEvent: fc.Arbitrary<NewEvent> = fc.record(
  {
    type: text,
    data: fc.dictionary(fc.constantFrom('amountFen', 'receipt', 'lines'), fc.oneof(text, fc.maxSafeInteger()), {
      noNullPrototype: true,
    }),
    unit: text,
    actor: text,
    occurredAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    schemaVersion: fc.nat(9),
    onBehalfOf: fc.option(text),
    causation: fc.option(text),
    amountFen: fc.option(fc.maxSafeInteger()),
    person: fc.option(
      fc.record(
        { key: text, identity: text, category: text, contact: text },
        { requiredKeys: ['key'], noNullPrototype: true },
      ),
    ),
  },
  { requiredKeys: ['type', 'data', 'unit', 'actor', 'occurredAt'], noNullPrototype: true },
);

test('T09 for every event: encoding written out = canonicalJson, and decoding gives back every member', () => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      const members = {
        ...recording,
        actor: event.actor,
        amountFen: event.amountFen ?? null,
        causation: event.causation ?? null,
        data: event.data,
        occurredAt: event.occurredAt,
        onBehalfOf: event.onBehalfOf ?? null,
        person: event.person ?? null,
        schemaVersion: event.schemaVersion ?? 1,
        type: event.type,
        unit: event.unit,
      };
      const leaf = encodeLeaf(event, recording);
      const instants = { occurredAt: instantText(event.occurredAt), recordedAt: instantText(recording.recordedAt) };
      expect(leaf).toBe(canonicalJson({ ...members, ...instants }));
      expect(decodeLeaf(leaf)).toStrictEqual(members);
    }),
    { numRuns: 5_000 },
  );
});

test('R-1001 a leaf of 16 KiB fits, one byte more does not', () => {
  const spare = MAX_LEAF_BYTES - Buffer.byteLength(encodeLeaf({ ...collected, data: { text: '' } }, recording));
  expect(Buffer.byteLength(encodeLeaf({ ...collected, data: { text: 'x'.repeat(spare) } }, recording))).toBe(16_384);
  expect(() => encodeLeaf({ ...collected, data: { text: 'x'.repeat(spare + 1) } }, recording)).toThrow(TypeError);
  expect(() => encodeLeaf({ ...collected, data: { text: '县'.repeat(spare / 3 + 1) } }, recording)).toThrow(TypeError);
});

test('an instant has three decimals, and whole milliseconds', () => {
  expect(instantText(1_569_369_600_000)).toBe('2019-09-25T00:00:00.000Z');
  expect(() => instantText(1.5)).toThrow(TypeError);
  expect(() => instantText(Number.NaN)).toThrow(TypeError);
  expect(() => instantText(8_640_000_000_000_000)).toThrow(TypeError);
});

test("an instant is what the engine's own says, from the first day to the last", () => {
  const instant = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
  const dayEnd = fc
    .integer({ min: -700_000, max: 2_900_000 })
    .chain((day) => fc.constantFrom(-1, 0, 1).map((ms) => day * 86_400_000 + ms));
  fc.assert(
    fc.property(fc.oneof(instant, dayEnd), (epochMs) => {
      expect(instantText(epochMs)).toBe(new Date(epochMs).toISOString());
    }),
    { numRuns: 5_000 },
  );
});
