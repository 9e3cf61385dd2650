import { deciderSpec } from '../decider-spec.ts';
import { clockTimeOf, endOf, shanghaiDate } from '../shanghai-date.ts';
import type { BagCommand, LooseReceipt } from './bag.commands.ts';
import { bagDecider, fillBag, sumOfReceipts } from './bag.decider.ts';
import type { BagEvent } from './bag.events.ts';

const given = deciderSpec(bagDecider);
const at = (on: string): number => clockTimeOf(shanghaiDate(on), '09:00');
const receipt = (registration: string, on = '2019-09-20', fen = 25_000, agent = '101-01-1'): LooseReceipt => ({
  registration,
  agent,
  fen,
  receivedAt: at(on),
});
const many = (count: number, fen = 25_000): readonly LooseReceipt[] =>
  Array.from({ length: count }, (_, i) => receipt(`r${String(i).padStart(3, '0')}`, '2019-09-20', fen));
const terms = { maxPeople: 80, capFen: 2_000_000, lastDepositAt: endOf(shanghaiDate('2019-10-10')) };
type Close = Extract<BagCommand, { type: 'CloseBag' }>['data'];
const close = (part: Partial<Close> = {}): BagCommand => ({
  type: 'CloseBag',
  data: {
    code: 'K7M4P',
    agent: '101-01-1',
    account: '101',
    receipts: [receipt('a', '2019-09-22'), receipt('b')],
    countedFen: null,
    at: at('2019-09-23'),
    terms,
    ...part,
  },
});
const closed: BagEvent = {
  type: 'BagClosed',
  data: {
    code: 'K7M4P',
    agent: '101-01-1',
    account: '101',
    people: 2,
    registrations: ['a', 'b'],
    firstReceiptAt: at('2019-09-20'),
  },
};
const banked: BagEvent = {
  type: 'BagBanked',
  data: { code: 'K7M4P', agent: '101-01-1', people: 2, tellerSlipSha256: 'd'.repeat(64) },
};
const bank = (agent = '101-01-1', tellerSlipSha256 = 'd'.repeat(64)): BagCommand => ({
  type: 'BankBag',
  data: { agent, tellerSlipSha256 },
});

test('R-600 R-601 a bag is closed over its receipts; its oldest money starts the clock', () => {
  expect(given().when(close())).toStrictEqual([closed]);
  expect(given().when(close({ countedFen: 50_000 }))).toStrictEqual([closed]);
  expect(given(closed).when(close())).toStrictEqual([]);
});

test('R-600 the agent says that it was handed in', () => {
  expect(given(closed).when(bank())).toStrictEqual([banked]);
  expect(given(closed, banked).when(bank())).toStrictEqual([]);
});

test.each<readonly [string, readonly BagEvent[], BagCommand, string]>([
  ['R-600 with a code that is none', [], close({ code: 'K7M4Q' }), 'bad-code'],
  ['R-600 another bag under this code', [closed], close({ receipts: [receipt('c')] }), 'already-closed'],
  ['R-600 the same by another agent', [closed], close({ agent: '101-01-2' }), 'already-closed'],
  ['R-600 empty', [], close({ receipts: [] }), 'empty'],
  ['R-600 a receipt twice', [], close({ receipts: [receipt('a'), receipt('a')] }), 'receipt-twice'],
  [
    "R-600 somebody else's receipt",
    [],
    close({ receipts: [receipt('a', '2019-09-20', 25_000, '101-01-2')] }),
    'not-yours',
  ],
  ['R-304 after the last deposit', [], close({ at: terms.lastDepositAt }), 'deposits-over'],
  ['R-600 81 people', [], close({ receipts: many(81, 100) }), 'too-many'],
  [
    'R-601 one fen over 20,000 yuan',
    [],
    close({ receipts: [...many(79), receipt('z', '2019-09-20', 25_001)] }),
    'over-cap',
  ],
  ['R-602 one fen less than its receipts', [], close({ countedFen: 49_999 }), 'amount-differs'],
  ['R-602 one fen more', [], close({ countedFen: 50_001 }), 'amount-differs'],
  ['handed in before it is closed', [], bank(), 'unknown'],
  ['handed in by another agent', [closed], bank('101-01-2'), 'not-your-bag'],
  ['handed in with two teller slips', [closed, banked], bank('101-01-1', 'e'.repeat(64)), 'already-banked'],
])('%s: no bag', (_rule, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/bag/${why}` });
});

test('R-601 exactly 80 people and exactly 20,000 yuan fit', () => {
  expect(given().when(close({ receipts: many(80) }))).toMatchObject([{ data: { people: 80 } }]);
  expect(sumOfReceipts(many(80))).toBe(terms.capFen);
});

test('R-601 the last instant before the lock still closes a bag', () => {
  expect(given().when(close({ at: terms.lastDepositAt - 1 }))).toHaveLength(1);
});

test('R-600 when the agent does not choose, the oldest money goes first, as much as fits', () => {
  const loose = [receipt('late', '2019-09-22'), ...many(80)];
  const chosen = fillBag(loose, terms);
  expect(chosen).toHaveLength(80);
  expect(chosen.map(({ registration }) => registration)).not.toContain('late');
  expect(sumOfReceipts(fillBag(many(3, 900_000), terms))).toBe(1_800_000);
  expect(fillBag([], terms)).toStrictEqual([]);
});
