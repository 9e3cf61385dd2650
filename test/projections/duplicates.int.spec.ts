import { createHash } from 'node:crypto';

import { type ComparedRecord, fingerprintText } from '@canbao/domain/duplicate/compared-record';
import type { DuplicateEvent, DuplicateVerdict } from '@canbao/domain/duplicate/duplicate.events';
import { buildAsOf } from '@canbao/projections/build-as-of';
import { type DuplicatePair, duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { sha } from './season-scribe.ts';
import { OTHER_VILLAGE, type Story, storyOf, uuid, VILLAGE } from './story.ts';

let scratch: ReadingScratch;
let story: Story;
let campaigns = 0;
beforeAll(async () => {
  scratch = await readingScratch();
});
beforeEach(async () => {
  story = await storyOf(scratch, `411722-2020-r${(campaigns += 1)}`);
});
afterAll(() => scratch.close());

const township = '101';
const kindsOf = async (handle: ReadingHandle, of = township) =>
  (await duplicateQuery.ofTownship(handle, of)).map(({ kind, state }) => `${kind} ${state}`);
const against = async (handle: ReadingHandle, ...numbers: readonly number[]) =>
  (await duplicateQuery.against(handle, numbers.map(uuid))).map(({ registration, other, kind }) => [
    numbers.find((n) => uuid(n) === registration),
    other,
    kind,
  ]);
async function pairOf(handle: ReadingHandle, later: number, other: string): Promise<DuplicatePair> {
  const [pair] = await duplicateQuery.ofPairs(handle, [{ registration: uuid(later), other }]);
  return pair!;
}
/** As the tax branch does: of what the pair holds now. */
async function judged(later: number, other: string, verdict: DuplicateVerdict): Promise<void> {
  const pair = await pairOf(await story.told(), later, other);
  const data = { registration: uuid(later), other, kind: pair.kind!, fingerprint: pair.fingerprint };
  const event: DuplicateEvent = {
    type: 'DuplicateJudged',
    data: { ...data, verdict, reason: '同名两人，已核实身份证' },
  };
  await story.say(pair.stream, VILLAGE, event, { actor: 'u_tax_101', person: pair.later.person });
}
async function found(later: number, earlier: number, kind: 'two-names' | 'one-digit'): Promise<void> {
  const { stream, fingerprint } = await pairOf(await story.told(), later, uuid(earlier));
  const names = kind === 'two-names' ? 'other' : 'same';
  const data = { registration: uuid(later), other: uuid(earlier), kind, names, fingerprint } as const;
  await story.say(stream, VILLAGE, { type: 'NearDuplicateFound', data });
}
const correction = (n: number, fields: readonly ('idNumber' | 'name' | 'group')[], person: number, identity: string) =>
  story.say(
    `registration-${uuid(n)}`,
    VILLAGE,
    {
      type: 'RegistrationCorrected',
      data: { fields, previousPerson: uuid(person), group: fields.includes('group') ? '9组' : null },
    },
    { person: uuid(person), identity: sha(identity) },
  );

test('R-405 one number in two villages, with two agents, twice with one: each is a candidate of its kind', async () => {
  await story.registered(1, { person: uuid(500) });
  await story.registered(2, { person: uuid(500), unit: OTHER_VILLAGE });
  await story.registered(3, { person: uuid(501) });
  await story.registered(4, { person: uuid(501) });
  await story.registered(5);
  const handle = await story.told();
  expect(await kindsOf(handle)).toStrictEqual(['two-villages open', 'same-agent open']);
  expect(await kindsOf(handle, '102')).toStrictEqual(['two-villages open']);
  expect(await pairOf(handle, 2, uuid(1))).toMatchObject({
    kind: 'two-villages',
    later: { unit: OTHER_VILLAGE, agent: '102-01-1', receipt: 'SC2020-00000002' },
    earlier: { unit: VILLAGE, agent: '101-01-1', receipt: 'SC2020-00000001' },
    verdict: null,
  });
  // The earlier one is nobody's duplicate, and asked for the wrong way round there is no pair.
  expect(await pairOf(handle, 1, uuid(2))).toMatchObject({ kind: null, earlier: null });
});

test('R-405 a cleared pair counts against nobody, until number or name of one is corrected', async () => {
  await story.registered(1, { person: uuid(500) });
  await story.registered(2, { person: uuid(500), unit: OTHER_VILLAGE });
  expect(await against(await story.told(), 1, 2)).toStrictEqual([[2, uuid(1), 'two-villages']]);
  await judged(2, uuid(1), 'not-a-duplicate');
  expect(await against(await story.told(), 1, 2)).toStrictEqual([]);

  // Whatever else happens to either: still cleared.
  await story.passed(1, 'health-centre');
  await story.returned(2, 'tax', ['name-differs']);
  await story.bagged('K7M4P', [1]);
  await story.matched('K7M4P', 1);
  await correction(2, ['group'], 500, 'sealed again');
  await story.registered(3, { person: uuid(500) });
  expect(await kindsOf(await story.told())).toStrictEqual([
    'same-agent open',
    'two-villages open',
    'two-villages not-a-duplicate',
  ]);
  await judged(3, uuid(1), 'duplicate');
  expect(await against(await story.told(), 2)).toStrictEqual([]);

  await correction(2, ['name'], 500, 'another name');
  const handle = await story.told();
  expect(await against(handle, 2)).toStrictEqual([[2, uuid(1), 'two-villages']]);
  expect(await pairOf(handle, 2, uuid(1))).toMatchObject({ state: 'open', verdict: { verdict: 'not-a-duplicate' } });
  expect(await pairOf(handle, 3, uuid(1))).toMatchObject({ state: 'duplicate' });
});

test('R-405 R-406 the pair is gone once the number is corrected, and is back, open, with the number', async () => {
  await story.registered(1, { person: uuid(500) });
  await story.registered(2, { person: uuid(500) });
  await judged(2, uuid(1), 'not-a-duplicate');
  await correction(2, ['idNumber'], 600, 'own number');
  expect(await kindsOf(await story.told())).toStrictEqual([]);
  await correction(2, ['idNumber'], 500, 'wrong again');
  expect(await kindsOf(await story.told())).toStrictEqual(['same-agent open']);
});

test('R-503a R-506 cash for somebody on a sponsor list counts until the pair is cleared', async () => {
  await story.registered(1, { person: uuid(700) });
  const listed = { type: 'PersonListed', data: { department: 'civil-affairs', version: 1, line: 1 } } as const;
  await story.say(`sponsored-${uuid(90)}`, OTHER_VILLAGE, listed, { person: uuid(700) });
  expect(await against(await story.told(), 1)).toStrictEqual([[1, 'civil-affairs', 'sponsor-list']]);
  expect(await pairOf(story.handle, 1, 'civil-affairs')).toMatchObject({
    kind: 'sponsor-list',
    earlier: { department: 'civil-affairs', unit: OTHER_VILLAGE },
  });
  await judged(1, 'civil-affairs', 'not-a-duplicate');
  // The same list once more, whole and freshly sealed, is nothing new.
  const again = { ...listed, data: { ...listed.data, version: 2 } };
  await story.say(`sponsored-${uuid(91)}`, OTHER_VILLAGE, again, { person: uuid(700), identity: sha('again') });
  expect(await against(await story.told(), 1)).toStrictEqual([]);
});

test('R-405 near numbers count only once they are called a duplicate, and only while both stay what they were', async () => {
  await story.registered(1);
  await story.registered(2);
  await found(2, 1, 'one-digit');
  expect([await kindsOf(await story.told()), await against(story.handle, 1, 2)]).toStrictEqual([
    ['one-digit open'],
    [],
  ]);
  await judged(2, uuid(1), 'duplicate');
  expect(await against(await story.told(), 1, 2)).toStrictEqual([[2, uuid(1), 'one-digit']]);
  await correction(1, ['idNumber'], 900, 'mended');
  expect([await kindsOf(await story.told()), await against(story.handle, 1, 2)]).toStrictEqual([[], []]);
});

test('R-405 that two names were found on one number opens nothing that was cleared', async () => {
  await story.registered(1, { person: uuid(500) });
  await story.registered(2, { person: uuid(500) });
  await judged(2, uuid(1), 'not-a-duplicate');
  await found(2, 1, 'two-names');
  expect(await kindsOf(await story.told())).toStrictEqual(['two-names not-a-duplicate']);
});

test('R-405 what is enrolled, refused or left over already is settled, not open', async () => {
  await story.registered(1, { person: uuid(500) });
  await story.registered(2, { person: uuid(500) });
  const left = { type: 'LeftoverFound', data: { registration: uuid(2), kind: 'duplicate' } } as const;
  await story.say(`leftover-${uuid(2)}`, VILLAGE, left);
  expect(await kindsOf(await story.told())).toStrictEqual(['same-agent settled']);
});

test('R-405 the fingerprint in SQL is the one of the domain', async () => {
  const entered = { channel: 'agent', source: 'single', file: null, line: null } as const;
  const record = (n: number, person: number): ComparedRecord => ({
    registration: uuid(n),
    receipt: `SC2020-0000000${n}`,
    person: uuid(person),
    identity: sha(`identity ${n}`),
  });
  for (const { registration, receipt, person, identity } of [record(1, 500), record(2, 500)]) {
    const data = { agent: '101-01-1', receipt, group: '1组', receivedOn: '2019-09-21', ...entered };
    const more = { person, identity, amountFen: 250_00 };
    await story.say(`registration-${registration}`, VILLAGE, { type: 'PersonRegistered', data }, more);
  }
  const printed = (text: string) => createHash('sha256').update(text).digest('hex');
  expect((await pairOf(await story.told(), 2, uuid(1))).fingerprint).toBe(
    printed(fingerprintText(record(2, 500), record(1, 500))),
  );
  await correction(1, ['name'], 500, 'another name');
  const corrected = { ...record(1, 500), identity: sha('another name') };
  expect((await pairOf(await story.told(), 2, uuid(1))).fingerprint).toBe(
    printed(fingerprintText(record(2, 500), corrected)),
  );
  expect((await pairOf(story.handle, 1, 'civil-affairs')).fingerprint).toBe(
    printed(fingerprintText(corrected, { department: 'civil-affairs' })),
  );
});

test('R-1002 as of a position the pair stands as it stood then', async () => {
  await story.registered(1, { person: uuid(500) });
  await story.registered(2, { person: uuid(500) });
  await judged(2, uuid(1), 'not-a-duplicate');
  await correction(2, ['name'], 500, 'another name');
  const seen: string[] = [];
  for (const position of [2, 3, 4]) {
    const then = await buildAsOf(scratch.reading.db, (await story.told()).campaign, position, { keep: 100 });
    seen.push(...(await kindsOf(then)));
  }
  expect(seen).toStrictEqual(['same-agent open', 'same-agent not-a-duplicate', 'same-agent open']);
});

test('R-405 R-406 what was returned for another record only, and cleared since, is looked at again in round 2', async () => {
  await story.registered(1, { person: uuid(500) });
  for (const n of [2, 3, 4]) await story.registered(n, { person: uuid(500) });
  for (const n of [1, 2, 3, 4]) await story.passed(n, 'health-centre');
  await story.passed(1, 'tax');
  await story.returned(2, 'tax', ['duplicate-in-county']);
  await story.returned(3, 'tax', ['duplicate-in-county', 'deceased']);
  await story.returned(4, 'tax', ['duplicate-in-county']);
  for (const n of [2, 3]) await judged(n, uuid(1), 'not-a-duplicate');
  const waiting = async (round: 1 | 2) =>
    (
      await screeningWorkQuery.page(await story.told(), { township, stage: 'tax', round }, { after: null, limit: 100 })
    ).map(({ registration }) => registration);
  expect(await waiting(1)).toStrictEqual([]);
  expect(await waiting(2)).toStrictEqual([uuid(1), uuid(2)]);
  await story.passed(2, 'tax', 2);
  expect(await waiting(2)).toStrictEqual([uuid(1)]);
});

test('R-405 whoever was returned for the number, or shares it, is looked at in plain text; nobody else', async () => {
  await story.registered(1);
  await story.registered(2);
  await story.registered(3, { person: uuid(500) });
  await story.registered(4, { person: uuid(500), unit: OTHER_VILLAGE });
  await story.registered(5);
  await story.returned(2, 'health-centre', ['id-check-digit']);
  await story.returned(5, 'health-centre', ['id-length']);
  await story.corrected(5, 905);
  const asked = { after: null, limit: 10 };
  expect(await duplicateQuery.suspects(await story.told(), township, asked)).toStrictEqual([
    { registration: uuid(2), person: uuid(1_002), isNumberWrong: true },
    { registration: uuid(3), person: uuid(500), isNumberWrong: false },
  ]);
  expect(await duplicateQuery.suspects(story.handle, '102', { after: uuid(4), limit: 10 })).toStrictEqual([]);
});

test('R-405 a number filled down a column makes a list of pairs, not its square', async () => {
  for (let n = 1; n <= 30; n += 1) await story.registered(n, { person: uuid(500) });
  const pairs = await duplicateQuery.ofTownship(await story.told(), township);
  expect(pairs).toHaveLength(8 * 30 - 36);
  expect(new Set((await duplicateQuery.against(story.handle, [uuid(30)])).map(({ other }) => other)).size).toBe(8);
});
