import { returnedRowQuery } from '@canbao/projections/returned-row/returned-row.query';
import { screeningQueueQuery } from '@canbao/projections/screening-queue/screening-queue.query';
import { type RowSet, rowSets, screeningRowQuery } from '@canbao/projections/screening-row/screening-row.query';
import { screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { screenedCounty } from './screened-county.ts';
import { COUNTY } from './season-scribe.ts';
import { type Story, storyOf, uuid, VILLAGE } from './story.ts';

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

const SECOND_VILLAGE = `${COUNTY}/101/02`;
const numberOf = ({ registration }: { readonly registration: string }) => Number.parseInt(registration.slice(-2), 16);
const township = (event: Parameters<Story['say']>[2]) => story.say('township-101', `${COUNTY}/101`, event);
/** `village round stage` and its numbers: expected received waiting checked passed returned corrected handed-over. */
const queue = async () =>
  (await screeningQueueQuery.villages(await story.told(), '101')).map((one) => [
    `${one.village} ${one.round} ${one.stage}`,
    [one.expected, one.received, one.waiting, one.checked, one.passed, one.returned, one.corrected, one.handedOver],
  ]);

test('R-404 R-405 R-406 village by village, both stages of both rounds, from the first row to the second screening', async () => {
  for (const n of [1, 2, 3]) await story.registered(n);
  await story.registered(4, { unit: SECOND_VILLAGE });
  const nothing = [0, 0, 0, 0, 0, 0, 0, 0];
  const none = [0, 0, 0, 0, 0, 0, 0, null];
  const quiet = (village: string) => [
    [`${village} 2 health-centre`, nothing],
    [`${village} 2 tax`, none],
  ];
  expect(await queue()).toStrictEqual([
    ...[['01 1 health-centre', [3, 3, 3, 0, 0, 0, 0, 0]], ['01 1 tax', nothing], ...quiet('01')],
    ...[['02 1 health-centre', [1, 1, 1, 0, 0, 0, 0, 0]], ['02 1 tax', nothing], ...quiet('02')],
  ]);
  for (const n of [1, 2, 4]) await story.passed(n, 'health-centre');
  await story.returned(3, 'health-centre', ['id-length']);
  // The tax branch expects what was passed, and has nothing until it is handed over.
  expect(await queue()).toMatchObject([
    ['01 1 health-centre', [3, 3, 0, 3, 2, 1, 0, 0]],
    ['01 1 tax', [2, 0, 0, 0, 0, 0, 0, 0]],
    ...[
      ['01 2 health-centre', [1, 0, 0, 0, 0, 0, 0, 0]],
      ['01 2 tax', [2, 0, 0, 0, 0, 0, 0, null]],
    ],
    ['02 1 health-centre', [1, 1, 0, 1, 1, 0, 0, 0]],
    ['02 1 tax', [1, 0, 0, 0, 0, 0, 0, 0]],
    ...[
      ['02 2 health-centre', nothing],
      ['02 2 tax', [1, 0, 0, 0, 0, 0, 0, null]],
    ],
  ]);
  await township({ type: 'RoundHandedOver', data: { round: 1, people: 3 } });
  await story.passed(1, 'tax');
  await story.returned(2, 'tax', ['name-differs']);
  await story.passed(4, 'tax');
  await township({ type: 'FeedbackReturned', data: { round: 1, people: 1 } });
  await story.corrected(2, 2002);
  await story.registered(5);
  expect((await queue()).slice(0, 4)).toStrictEqual([
    ['01 1 health-centre', [3, 3, 0, 3, 2, 1, 0, 2]],
    ['01 1 tax', [2, 2, 0, 2, 1, 1, 1, 2]],
    // 3 is with its agent, 2 was corrected, 5 came late; 1 stays with the tax branch.
    ['01 2 health-centre', [3, 2, 2, 0, 0, 0, 0, 0]],
    ['01 2 tax', [1, 0, 0, 0, 0, 0, 0, null]],
  ]);
  await story.passed(2, 'health-centre', 2);
  await story.passed(5, 'health-centre', 2);
  await township({ type: 'RoundHandedOver', data: { round: 2, people: 4 } });
  await story.passed(1, 'tax', 2);
  await story.returned(2, 'tax', ['not-in-register'], 2);
  expect((await queue()).slice(0, 4)).toStrictEqual([
    ['01 1 health-centre', [3, 3, 0, 3, 2, 1, 0, 2]],
    ['01 1 tax', [2, 2, 0, 2, 1, 1, 1, 2]],
    ['01 2 health-centre', [3, 2, 0, 2, 2, 0, 0, 2]],
    ['01 2 tax', [3, 3, 1, 2, 1, 1, 0, null]],
  ]);
  // What fails the register in round 2 is expected back by nobody.
  await story.returned(5, 'tax', ['not-in-register'], 2);
  await story.returned(1, 'tax', ['not-in-register'], 2);
  expect((await queue())[2]).toStrictEqual(['01 2 health-centre', [3, 2, 0, 2, 2, 0, 0, 2]]);
});

test('R-411 whoever passed without a group is counted as lacking a key field', async () => {
  await story.registered(1);
  await story.passed(1, 'health-centre');
  const data = { fields: ['group'], previousPerson: uuid(1_001), group: '' } as const;
  await story.say(`registration-${uuid(1)}`, VILLAGE, { type: 'RegistrationCorrected', data }, { person: uuid(1_001) });
  expect(await screeningWorkQuery.handable(await story.told(), '101')).toStrictEqual({ people: 0, lacking: 0 });
  // What the decider refuses, told all the same: the hand-over has to see it.
  await story.passed(1, 'health-centre', 2);
  expect(await screeningWorkQuery.handable(await story.told(), '101')).toStrictEqual({ people: 1, lacking: 1 });
});

const all = { township: '101', village: null, reason: null } as const;
const rowsOf = async (set: RowSet, more: object = {}) =>
  (await screeningRowQuery.page(await story.told(), { ...all, set, ...more }, { after: null, limit: 100 })).map(
    numberOf,
  );

test('R-405 R-406 rows are listed by what became of them, by village and by reason, and each set says its size', async () => {
  await screenedCounty(story);
  expect(await rowsOf('returned')).toStrictEqual([3, 4]);
  expect(await rowsOf('corrected')).toStrictEqual([5, 6]);
  expect(await rowsOf('failed')).toStrictEqual([5, 6]);
  expect(await rowsOf('waiting')).toStrictEqual([7]);
  expect(await rowsOf('all')).toStrictEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await rowsOf('all', { village: '02' })).toStrictEqual([2]);
  expect(await rowsOf('returned', { reason: 'deceased' })).toStrictEqual([4]);
  const sizes = await screeningRowQuery.sizes(story.handle, all);
  for (const set of rowSets) expect([set, sizes[set]]).toStrictEqual([set, (await rowsOf(set)).length]);
  expect(await screeningRowQuery.reasons(story.handle, { ...all, set: 'failed' })).toStrictEqual([
    { reason: 'id-length', count: 1 },
    { reason: 'name-differs', count: 1 },
  ]);
});

test('rows come in pages behind a key, none twice and none left out', async () => {
  await screenedCounty(story);
  const seen: number[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof screeningRowQuery.page>> = await screeningRowQuery.page(
      story.handle,
      { ...all, set: 'all' },
      { after, limit: 3 },
    );
    seen.push(...page.map(numberOf));
    after = page.at(-1)?.registration ?? null;
  } while (after !== null);
  expect(seen).toStrictEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('R-405 R-406 an agent sees what it sent again and what is lost, and the tax branch’s word only with the feedback', async () => {
  await screenedCounty(story);
  const agent = '101-01-1';
  const sent = async () =>
    (await returnedRowQuery.ofAgent(await story.told(), agent, { after: null, limit: 100 })).map((row) => [
      numberOf(row),
      row.state,
      row.kind,
    ]);
  // 4 is lost, but the tax branch has not given its feedback; 6 failed its second register check, which nobody was told.
  expect(await sent()).toStrictEqual([
    [5, 'failed', null],
    [6, 'waiting', null],
  ]);
  expect(await returnedRowQuery.counts(story.handle, agent)).toStrictEqual({
    ...{ toMend: 1, waiting: 1, passed: 0, failed: 1 },
  });
  await township({ type: 'FeedbackReturned', data: { round: 1, people: 1 } });
  const registration = uuid(6);
  await story.say(`leftover-${registration}`, VILLAGE, {
    ...{ type: 'LeftoverFound', data: { registration, kind: 'wrong-information' } },
  });
  expect(await sent()).toStrictEqual([
    [4, 'failed', null],
    [5, 'failed', null],
    [6, 'failed', 'wrong-information'],
  ]);
});
