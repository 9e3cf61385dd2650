import { checkSymbolOf, findSlipCode, isSlipCode, proposedSlipCode, slipCode, slipCodes } from './slip-code.ts';

const alphabet = '2346789ACDEFGHJKMNPQRTW';

test('R-600 the codes of the scheme are valid: K7M4P and H4RWA', () => {
  expect(isSlipCode('K7M4P')).toBe(true);
  expect(isSlipCode('H4RWA')).toBe(true);
});

test('R-600 one wrong symbol never passes the check: exhaustive over places and symbols', () => {
  for (let number = 0; number < slipCodes; number += 97) {
    const code = slipCode(number);
    for (let place = 0; place < 5; place++) {
      for (const symbol of alphabet) {
        if (symbol !== code[place] && isSlipCode(code.slice(0, place) + symbol + code.slice(place + 1)))
          throw new Error(code);
      }
    }
  }
});

test('R-600 two neighbours swapped never pass the check: exhaustive over all codes', () => {
  for (let number = 0; number < slipCodes; number++) {
    const code = slipCode(number);
    for (let place = 0; place < 4; place++) {
      if (code[place] === code[place + 1]) continue;
      const swapped = code.slice(0, place) + code[place + 1]! + code[place]! + code.slice(place + 2);
      if (isSlipCode(swapped)) throw new Error(`${code} and ${swapped}`);
    }
  }
});

test('R-600 every number has a code of its own', () => {
  const seen = new Set<string>();
  for (let number = 0; number < slipCodes; number++) seen.add(slipCode(number));
  expect(seen.size).toBe(slipCodes);
  expect(() => slipCode(slipCodes)).toThrow(RangeError);
  expect(() => slipCode(-1)).toThrow(RangeError);
});

test('R-600 the same bag is offered the same code, another attempt another one', () => {
  expect(proposedSlipCode('101-03-1', 4)).toBe(proposedSlipCode('101-03-1', 4));
  expect(proposedSlipCode('101-03-1', 4, 1)).not.toBe(proposedSlipCode('101-03-1', 4));
  const offered = new Set<string>();
  for (let agent = 1; agent <= 1_000; agent++)
    for (let nth = 1; nth <= 10; nth++) offered.add(proposedSlipCode(`${agent}`, nth));
  expect(offered.size).toBeGreaterThan(9_700);
});

test.each([
  ['芦岗-某村-某某-K7M4P', 'K7M4P'],
  ['芦岗 某村 某某 k7m4p', 'K7M4P'],
  ['Ｋ７Ｍ４Ｐ芦岗某村', 'K7M4P'],
  ['代征款(K7M4P)9月', 'K7M4P'],
  ['芦岗-某村-某某-K7M4Q', null],
  ['芦岗-某村-某某', null],
  ['XK7M4P', null],
  ['K7M4P H4RWA', null],
  ['K7M4P K7M4P', 'K7M4P'],
])('R-602 the code is found anywhere in a remark: %s', (remark, code) => {
  expect(findSlipCode(remark)).toBe(code);
});

test('the check symbol makes the weighted sum a multiple of 23', () => {
  expect(checkSymbolOf('K7M4')).toBe('P');
  expect(checkSymbolOf('2222')).toBe('2');
});
