import type { ReceiptBookEvent } from '@canbao/domain/receipt-book/receipt-book.events';
import { buildAsOf } from '@canbao/projections/build-as-of';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { receiptNumberQuery } from '@canbao/projections/receipt-number/receipt-number.query';
import { momentQuery } from '@canbao/projections/moment/moment.query';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { agentOf, sha } from './season-scribe.ts';
import { plan, type Story, storyOf, uuid, VILLAGE } from './story.ts';

const book = '101-1';
const agent = agentOf(VILLAGE);
const receipt = (n: number) => `SC2020-${String(n).padStart(8, '0')}`;

let scratch: ReadingScratch;
let story: Story;
const say = (event: ReceiptBookEvent) => story.say(`book-${book}`, VILLAGE, event);
const counts = async (handle = story.handle) => {
  const found = (await receiptBookQuery.byBook(handle, book))!;
  const { used, void: spoilt, returned, unaccounted, openCases, blank, status, sheets } = found;
  expect(used + spoilt + returned + unaccounted).toBe(found.last - found.first + 1);
  return { used, void: spoilt, returned, unaccounted, openCases, blank, status, sheets };
};
const told = async () => {
  await story.told();
  return counts();
};

/** Twelve numbers: 1 to 3 used, 5 void, 6 missing and found in registration 2, 7 missing and lost, 8 missing, back again. */
beforeAll(async () => {
  scratch = await readingScratch();
  story = await storyOf(scratch, '411722-2020');
  await say({ type: 'ReceiptBookIssued', data: { book, agent, series: 'SC2020', from: 1, to: 12 } });
  // The neighbour's number, one past the end, and the same number of another series' book count for neither.
  await story.registered(13);
  for (const n of [1, 2, 3]) await story.registered(n);
}, 60_000);
afterAll(() => scratch.close());

test('R-402 what is issued and not used is unaccounted, and blank in the agent’s hands', async () => {
  expect(await told()).toStrictEqual({
    ...{ used: 3, void: 0, returned: 0, unaccounted: 9, openCases: 0, blank: 9, status: 'issued', sheets: null },
  });
  expect(await receiptBookQuery.ofAgent(story.handle, agent)).toMatchObject([{ lastUsed: 3, first: 1, last: 12 }]);
});

test('R-402 a void number has ended, a reported one has not, until its case is closed', async () => {
  await say({
    type: 'ReceiptVoided',
    data: { book, receipt: receipt(5), why: 'spoilt', documentSha256: sha('photo'), reason: '写错' },
  });
  for (const n of [6, 7, 8])
    await say({
      type: 'ReceiptReported',
      data: { book, receipt: receipt(n), kind: 'missing', by: 'agent', reason: '少' },
    });
  expect(await told()).toMatchObject({ used: 3, void: 1, unaccounted: 8, openCases: 3, blank: 5 });
  expect([...(await receiptNumberQuery.spentOf(story.handle, agent))].sort()).toStrictEqual([5, 6, 7, 8].map(receipt));
});

test('R-402 handed back, counted, closed case by case, settled; the question works as of every step', async () => {
  const seen = new Map<number, Awaited<ReturnType<typeof counts>>>();
  const after = async (...events: readonly ReceiptBookEvent[]) => {
    for (const event of events) await say(event);
    const now = await told();
    seen.set((await momentQuery.current(story.handle)).position, now);
    return now;
  };
  const close = (n: number, finding: 'used' | 'lost' | 'unused', registration: string | null = null) => ({
    type: 'ReceiptCaseClosed' as const,
    data: {
      ...{ book, receipt: receipt(n), kind: 'missing' as const, finding, registration, reason: '查明' },
      documentSha256: finding === 'unused' ? null : sha(finding),
    },
  });
  const returned = (...ranges: readonly { readonly from: number; readonly to: number }[]) => ({
    type: 'ReceiptsReturned' as const,
    data: { book, series: 'SC2020', ranges },
  });
  expect(await after({ type: 'ReceiptBookHandedBack', data: { book, agent, sheets: 5 } })).toMatchObject({
    ...{ status: 'handed-back', sheets: 5, returned: 0, unaccounted: 8 },
  });
  expect(
    await after(returned({ from: 4, to: 4 }, { from: 9, to: 12 }), {
      type: 'ReceiptBookCounted',
      data: { book, sheets: 5 },
    }),
  ).toMatchObject({ status: 'counted', returned: 5, unaccounted: 3, openCases: 3, blank: 0 });
  expect(
    await after(close(6, 'used', uuid(2)), {
      type: 'ReceiptTraced',
      data: { book, receipt: receipt(6), registration: uuid(2) },
    }),
  ).toMatchObject({ used: 4, unaccounted: 2, openCases: 2 });
  expect(
    await after(close(7, 'lost'), {
      type: 'ReceiptVoided',
      data: { book, receipt: receipt(7), why: 'lost', documentSha256: sha('lost'), reason: '查明' },
    }),
  ).toMatchObject({ void: 2, unaccounted: 1 });
  expect(await after(close(8, 'unused'), returned({ from: 8, to: 8 }))).toMatchObject({ returned: 6, unaccounted: 0 });
  expect(await after({ type: 'ReceiptBookSettled', data: { book, used: 4, void: 2, returned: 6 } })).toMatchObject({
    status: 'settled',
    openCases: 0,
    unaccounted: 0,
  });
  for (const [position, then] of seen) {
    const past = await buildAsOf(scratch.reading.db, story.handle.campaign, position, { keep: 100 });
    expect([position, await counts(past)]).toStrictEqual([position, then]);
  }
});

test('R-402 number by number: used with its registration, the rest with end, reason, document and case', async () => {
  const { handle } = story;
  expect(await receiptNumberQuery.usedOf(handle, book)).toMatchObject(
    [1, 2, 3].map((n) => ({ receipt: receipt(n), registration: uuid(n), agent, receivedOn: '2019-09-20' })),
  );
  expect(await receiptNumberQuery.useOf(handle, receipt(13))).toMatchObject({ registration: uuid(13) });
  expect(await receiptNumberQuery.useOf(handle, receipt(4))).toBeNull();
  const marked = await receiptNumberQuery.markedOf(handle, book);
  expect(marked.map(({ receipt: one, end, isCaseOpen, finding }) => [one, end, isCaseOpen, finding])).toStrictEqual([
    [receipt(4), 'returned', false, null],
    [receipt(5), 'void', false, null],
    [receipt(6), 'traced', false, 'used'],
    [receipt(7), 'void', false, 'lost'],
    [receipt(8), 'returned', false, 'unused'],
    ...[9, 10, 11, 12].map((n) => [receipt(n), 'returned', false, null]),
  ]);
  expect(marked[1]).toMatchObject({ endWhy: '写错', endDocument: sha('photo') });
  expect(marked[2]).toMatchObject({
    registration: uuid(2),
    findingDocument: sha('used'),
    caseBy: 'agent',
    caseWhy: '少',
  });
});

test('R-402 a book is found by any of its numbers, and none of it is open to a file once it was handed back', async () => {
  const { handle } = story;
  expect(await receiptBookQuery.holding(handle, { series: 'SC2020', number: 12 })).toMatchObject({ book, agent });
  expect(await receiptBookQuery.holding(handle, { series: 'SC2020', number: 13 })).toBeNull();
  expect(await receiptBookQuery.holding(handle, { series: 'SC2019', number: 12 })).toBeNull();
  expect(await receiptBookQuery.ofTownship(handle, '102')).toStrictEqual([]);
  expect(await receiptBookQuery.underUnit(handle, VILLAGE)).toStrictEqual([
    { agent, series: 'SC2020', from: 1, to: 12, isClosed: true },
  ]);
  expect(await receiptBookQuery.underUnit(handle, '411722/102')).toStrictEqual([]);
  expect(plan('09-20 08:00')).toBeLessThan((await receiptBookQuery.byBook(handle, book))!.settledAt!);
});
