import { deciderSpec } from '../decider-spec.ts';
import type { ReceiptBookCommand, ReceiptUse } from './receipt-book.commands.ts';
import { receiptBookDecider } from './receipt-book.decider.ts';
import type { ReceiptBookEvent } from './receipt-book.events.ts';

/** A book of six numbers, 101 to 106. */
const book = '101-1';
const agent = '101-01-1';
const series = 'SC2020';
const photo = 'a'.repeat(64);
const reason = '写错姓名，已撕下';
const receipt = (number: number): string => `SC2020-00000${number}`;
const use: ReceiptUse = { registration: 'r101', agent, receivedOn: '2019-09-25' };

type Data<Type extends ReceiptBookCommand['type']> = Extract<ReceiptBookCommand, { type: Type }>['data'];
const voidOne = (part: Partial<Data<'VoidReceipt'>> = {}): ReceiptBookCommand => ({
  type: 'VoidReceipt',
  data: { agent, receipt: receipt(102), photoSha256: photo, reason, use: null, ...part },
});
const report = (part: Partial<Data<'ReportReceipt'>> = {}): ReceiptBookCommand => ({
  type: 'ReportReceipt',
  data: { agent, receipt: receipt(103), kind: 'missing', reason: '点数时少一张', use: null, ...part },
});
const close = (part: Partial<Data<'CloseReceiptCase'>> = {}): ReceiptBookCommand => ({
  type: 'CloseReceiptCase',
  data: {
    receipt: receipt(103),
    finding: { kind: 'lost', documentSha256: photo },
    reason: '已登报',
    use: null,
    ...part,
  },
});
const usedFor = (part: object = {}): Data<'CloseReceiptCase'>['finding'] => ({
  ...{ kind: 'used', registration: 'r9', documentSha256: photo, found: { agent, receipt: receipt(999) } },
  ...part,
});
const handBack = (sheets: number, used: readonly number[] = [101], by = agent): ReceiptBookCommand => ({
  type: 'HandBackBook',
  data: { agent: by, sheets, used },
});
const count = (sheets: number, used: readonly number[] = [101]): ReceiptBookCommand => ({
  type: 'CountBook',
  data: { sheets, used },
});
const settle = (used: readonly number[] = [101]): ReceiptBookCommand => ({ type: 'SettleBook', data: { used } });

const issued: ReceiptBookEvent = { type: 'ReceiptBookIssued', data: { book, agent, series, from: 101, to: 106 } };
const voided: ReceiptBookEvent = {
  type: 'ReceiptVoided',
  data: { book, receipt: receipt(102), why: 'spoilt', documentSha256: photo, reason },
};
const reported: ReceiptBookEvent = {
  type: 'ReceiptReported',
  data: { book, receipt: receipt(103), kind: 'missing', by: 'agent', reason: '点数时少一张' },
};
const twice: ReceiptBookEvent = {
  type: 'ReceiptReported',
  data: { book, receipt: receipt(101), kind: 'used-twice', by: 'tax-branch', reason: '两人持同一号码' },
};
const lost: ReceiptBookEvent = {
  type: 'ReceiptCaseClosed',
  data: {
    ...{ book, receipt: receipt(103), kind: 'missing', finding: 'lost', registration: null },
    ...{ documentSha256: photo, reason: '已登报' },
  },
};
const lostIsVoid: ReceiptBookEvent = {
  type: 'ReceiptVoided',
  data: { book, receipt: receipt(103), why: 'lost', documentSha256: photo, reason: '已登报' },
};
const traced: ReceiptBookEvent = { type: 'ReceiptTraced', data: { book, receipt: receipt(103), registration: 'r9' } };
const handedBack = (sheets: number): ReceiptBookEvent => ({
  type: 'ReceiptBookHandedBack',
  data: { book, agent, sheets },
});
const returned = (...ranges: readonly (readonly [number, number])[]): ReceiptBookEvent => ({
  type: 'ReceiptsReturned',
  data: { book, series, ranges: ranges.map(([from, to]) => ({ from, to })) },
});
const counted = (sheets: number): ReceiptBookEvent => ({ type: 'ReceiptBookCounted', data: { book, sheets } });
const settled: ReceiptBookEvent = { type: 'ReceiptBookSettled', data: { book, used: 1, void: 1, returned: 4 } };
/** 101 used, 102 void, the other four counted. */
const ready = [issued, voided, handedBack(4), returned([103, 106]), counted(4)];
const given = deciderSpec(receiptBookDecider);

describe('R-402 a spoilt sheet', () => {
  test('is void with the digest of its photo and a reason; twice is a repeat', () => {
    expect(given(issued).when(voidOne())).toStrictEqual([voided]);
    expect(given(issued, voided).when(voidOne({ reason: '另一句' }))).toStrictEqual([]);
    expect(given(...ready, settled).when(voidOne())).toStrictEqual([]);
  });

  test.each<readonly [string, readonly ReceiptBookEvent[], ReceiptBookCommand, string]>([
    ['of no book', [], voidOne(), 'unknown'],
    ['of another agent', [issued], voidOne({ agent: '101-02-1' }), 'unknown'],
    ['outside the book', [issued], voidOne({ receipt: receipt(107) }), 'not-in-book'],
    ['of another series', [issued], voidOne({ receipt: 'SC2019-00000102' }), 'not-in-book'],
    ['without its photo', [issued], voidOne({ photoSha256: 'abc' }), 'digest-form'],
    ['that is used', [issued], voidOne({ use }), 'used'],
    ['that was reported', [issued, reported], voidOne({ receipt: receipt(103) }), 'case-open'],
    ['that was traced', [issued, reported, traced], voidOne({ receipt: receipt(103) }), 'ended'],
    ['of a book that was handed back', [issued, handedBack(5)], voidOne(), 'handed-back'],
    ['of a settled book', [...ready, settled], voidOne({ receipt: receipt(104) }), 'settled'],
  ])('%s is not voided', (_what, facts, command, why) => {
    expect(given(...facts).when(command)).toMatchObject({ type: `/problems/receipt-book/${why}` });
  });

  test('a used number is refused with who used it, when, and for which registration', () => {
    const problem = given(issued).when(voidOne({ use }));
    expect(problem).toMatchObject({ detail: expect.stringMatching(/101-01-1[^]*2019-09-25[^]*r101/) });
  });
});

describe('R-402 a missing number', () => {
  test('opens a case, by the agent or by the tax branch; twice is a repeat', () => {
    expect(given(issued).when(report())).toStrictEqual([reported]);
    expect(given(issued).when(report({ agent: null }))).toMatchObject([{ data: { by: 'tax-branch' } }]);
    expect(given(issued, reported).when(report({ agent: null }))).toStrictEqual([]);
  });

  test('found used, lost, or turned up: the finding is its end', () => {
    const facts = given(issued, reported);
    expect(facts.when(close())).toStrictEqual([lost, lostIsVoid]);
    expect(facts.when(close({ finding: usedFor() }))).toMatchObject([
      { type: 'ReceiptCaseClosed', data: { finding: 'used', registration: 'r9', documentSha256: photo } },
      traced,
    ]);
    expect(facts.when(close({ finding: { kind: 'unused' } }))).toMatchObject([{ type: 'ReceiptCaseClosed' }]);
  });

  test('that turns up after the count is returned by itself', () => {
    const facts = [issued, voided, reported, handedBack(3), returned([104, 106]), counted(3)];
    expect(given(...facts).when(close({ finding: { kind: 'unused' } }))).toMatchObject([
      { type: 'ReceiptCaseClosed', data: { finding: 'unused', documentSha256: null } },
      returned([103, 103]),
    ]);
  });

  test('that was registered meanwhile is used by that registration and by no other', () => {
    const late = { registration: 'r103', agent, receivedOn: '2019-09-26' };
    const own = usedFor({ registration: 'r103', found: { agent, receipt: receipt(103) } });
    expect(given(issued, reported).when(close({ finding: own, use: late }))).toMatchObject([
      { type: 'ReceiptCaseClosed', data: { registration: 'r103' } },
    ]);
    for (const finding of [usedFor(), { kind: 'lost', documentSha256: photo } as const, { kind: 'unused' } as const])
      expect(given(issued, reported).when(close({ finding, use: late }))).toMatchObject({
        type: '/problems/receipt-book/held',
        detail: expect.stringContaining('r103'),
      });
  });

  test.each<readonly [string, readonly ReceiptBookEvent[], ReceiptBookCommand, string]>([
    ['of another agent is not reported', [issued], report({ agent: '101-02-1' }), 'unknown'],
    ['outside the book is not reported', [issued], report({ receipt: 'SC2020-1' }), 'not-in-book'],
    ['that is used is not reported', [issued], report({ receipt: receipt(101), use }), 'used'],
    ['that is void is not reported', [issued, voided], report({ receipt: receipt(102) }), 'ended'],
    ['that was counted is not reported', ready, report(), 'ended'],
    ['that has another case is not reported', [issued, twice], report({ receipt: receipt(101) }), 'case-open'],
    ['of a settled book is not reported', [...ready, settled], report(), 'settled'],
    ['without a case is not closed', [issued], close(), 'no-case'],
    [
      'is not lost without a document',
      [issued, reported],
      close({ finding: { kind: 'lost', documentSha256: '' } }),
      'digest-form',
    ],
    [
      'is not used for nothing',
      [issued, reported],
      close({ finding: usedFor({ found: null }) }),
      'registration-unknown',
    ],
    [
      'is not used for a registration of another agent',
      [issued, reported],
      close({ finding: usedFor({ found: { agent: '101-02-1', receipt: receipt(999) } }) }),
      'registration-of-another',
    ],
  ])('%s', (_what, facts, command, why) => {
    expect(given(...facts).when(command)).toMatchObject({ type: `/problems/receipt-book/${why}` });
  });
});

test('R-402 a number used twice opens a case, which names the one registration that holds it', () => {
  const again = report({ receipt: receipt(101), kind: 'used-twice', agent: null, reason: '两人持同一号码' });
  expect(given(issued).when(again)).toMatchObject({ type: '/problems/receipt-book/not-used' });
  const held = report({ receipt: receipt(101), kind: 'used-twice', agent: null, reason: '两人持同一号码', use });
  expect(given(issued).when(held)).toStrictEqual([twice]);
  const other = close({ receipt: receipt(101), finding: usedFor(), use });
  expect(given(issued, twice).when(other)).toMatchObject({ type: '/problems/receipt-book/held' });
  const own = usedFor({ registration: 'r101', found: { agent, receipt: receipt(101) } });
  expect(given(issued, twice).when(close({ receipt: receipt(101), finding: own, use }))).toMatchObject([
    { type: 'ReceiptCaseClosed', data: { kind: 'used-twice', finding: 'used', registration: 'r101' } },
  ]);
});

describe('R-402 a book is handed back, counted, settled', () => {
  test('in this order, each step once', () => {
    expect(given(issued, voided).when(handBack(4))).toStrictEqual([handedBack(4)]);
    expect(given(issued, voided, handedBack(4)).when(handBack(4))).toStrictEqual([]);
    expect(given(issued, voided, handedBack(4)).when(count(4))).toStrictEqual([returned([103, 106]), counted(4)]);
    expect(given(...ready).when(count(4))).toStrictEqual([]);
    expect(given(...ready).when(settle())).toStrictEqual([settled]);
    expect(given(...ready, settled).when(settle())).toStrictEqual([]);
  });

  test('what was used between hand-back and count is not returned', () => {
    expect(given(issued, handedBack(5)).when(count(4, [101, 104]))).toStrictEqual([
      returned([102, 103], [105, 106]),
      counted(4),
    ]);
  });

  test('a book that was used to its last sheet goes the same way', () => {
    const all = [101, 102, 103, 104, 105, 106];
    expect(given(issued).when(handBack(0, all))).toStrictEqual([handedBack(0)]);
    expect(given(issued, handedBack(0)).when(count(0, all))).toStrictEqual([counted(0)]);
    expect(given(issued, handedBack(0), counted(0)).when(settle(all))).toMatchObject([{ data: { used: 6 } }]);
  });

  test('a book with a thousand gaps fits into the log, 300 ranges an event', () => {
    const thick: ReceiptBookEvent = { type: 'ReceiptBookIssued', data: { book, agent, series, from: 1, to: 2_000 } };
    const odd = Array.from({ length: 1_000 }, (_, n) => 2 * n + 1);
    const events = given(thick, handedBack(1_000)).when(count(1_000, odd));
    expect(events).toHaveLength(5);
    expect(given(thick, handedBack(1_000), ...(events as readonly ReceiptBookEvent[])).when(settle(odd))).toMatchObject(
      [{ data: { used: 1_000, void: 0, returned: 1_000 } }],
    );
  });

  test.each<readonly [string, readonly ReceiptBookEvent[], ReceiptBookCommand, string]>([
    ['by another agent', [issued], handBack(5, [101], '101-02-1'), 'unknown'],
    ['with a sheet too few', [issued, voided], handBack(3), 'sheets-differ'],
    ['with a sheet too many', [issued, voided], handBack(5), 'sheets-differ'],
    ['with a reported one among them', [issued, reported], handBack(5), 'sheets-differ'],
    ['again with another number of sheets', [issued, handedBack(5)], handBack(4), 'already-handed-back'],
    ['counted while the agent has it', [issued], count(5), 'not-handed-back'],
    ['counted with a sheet too few', [issued, handedBack(5)], count(4), 'sheets-differ'],
    ['counted again otherwise', ready, count(3), 'already-counted'],
    ['settled while the agent has it', [issued], settle(), 'unaccounted'],
    ['settled before it is counted', [issued, handedBack(5)], settle(), 'unaccounted'],
    ['settled, used up, before it is handed back', [issued], settle([101, 102, 103, 104, 105, 106]), 'not-handed-back'],
    [
      'settled, used up, before it is counted',
      [issued, handedBack(0)],
      settle([101, 102, 103, 104, 105, 106]),
      'not-counted',
    ],
    ['settled with a number used twice', [...ready, twice], settle(), 'cases-open'],
  ])('but not %s', (_what, facts, command, why) => {
    expect(given(...facts).when(command)).toMatchObject({ type: `/problems/receipt-book/${why}` });
  });

  test('the gate lists what has no end, cases first, ranges not numbers, and says what to do', () => {
    expect(given(issued, voided, reported).when(settle([101, 105]))).toMatchObject({
      type: '/problems/receipt-book/unaccounted',
      title: expect.stringContaining('还有 3 个号码'),
      remedy: expect.stringContaining('交回'),
      items: [
        { kind: 'case', count: 1, detail: expect.stringContaining('SC2020-00000103') },
        { kind: 'unused', count: 1, detail: expect.stringContaining('SC2020-00000104') },
        { kind: 'unused', count: 1, detail: expect.stringContaining('SC2020-00000106') },
      ],
    });
    const thick: ReceiptBookEvent = { type: 'ReceiptBookIssued', data: { book, agent, series, from: 1, to: 100 } };
    const odd = Array.from({ length: 50 }, (_, n) => 2 * n + 1);
    const problem = given(thick).when(settle(odd));
    expect(problem).toMatchObject({ items: { length: 31, 30: { count: 20, detail: expect.stringContaining('20') } } });
  });

  test('a lost number does not keep it open', () => {
    const facts = [issued, voided, reported, handedBack(3), returned([104, 106]), counted(3)];
    expect(given(...facts).when(settle())).toMatchObject({
      type: '/problems/receipt-book/unaccounted',
      items: [{ kind: 'case', count: 1 }],
    });
    expect(given(...facts, lost, lostIsVoid).when(settle())).toMatchObject([
      { data: { used: 1, void: 2, returned: 3 } },
    ]);
  });
});
