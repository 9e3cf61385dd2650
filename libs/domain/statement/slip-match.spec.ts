import { proposedSlipCode } from '../slip-code.ts';
import { slipMatch } from './slip-match.ts';

const code = proposedSlipCode('101-03-1', 1);
const other = proposedSlipCode('101-03-1', 2);
const bag = { code, agent: '101-03-1', unit: '411722/101/03', people: 80, amountFen: 2_000_000 };
const line = { place: 1, serial: 'S1', amountFen: 2_000_000, remark: `芦岗-三里-王建国-${code}` };

test('R-604 P1 proves a bag by its slip code and its amount', () => {
  expect(slipMatch([line], [bag])).toStrictEqual([{ kind: 'matched', line, bag }]);
});

test.each([
  ['one fen less', { ...line, amountFen: 1_999_999 }, 'amount-differs'],
  ['a remark without a code', { ...line, remark: '芦岗-三里-王建国' }, 'no-slip-code'],
  ['the code of no open bag', { ...line, remark: `芦岗-三里-王建国-${other}` }, 'unknown-code'],
  ['two codes in one remark', { ...line, remark: `${code} ${other}` }, 'no-slip-code'],
])('R-604 %s waits for a person', (_what, wrong, why) => {
  expect(slipMatch([wrong], [bag])).toStrictEqual([{ kind: 'unmatched', line: wrong, why }]);
});

test('R-604 a second line with the same code proves nothing', () => {
  const second = { ...line, place: 2, serial: 'S2' };
  expect(slipMatch([line, second], [bag])).toStrictEqual([
    { kind: 'matched', line, bag },
    { kind: 'unmatched', line: second, why: 'code-used-twice' },
  ]);
});
