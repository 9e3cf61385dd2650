import { composeRemark, isCompleteRemark, parseRemark } from './remark.ts';

const parts = { township: '芦岗', village: '王庄', agent: '张三', code: 'K7M4P' };

test('R-600 the remark line is township-village-agent-code', () => {
  expect(composeRemark(parts)).toBe('芦岗-王庄-张三-K7M4P');
});

test('R-600 where the bank cuts, the township goes first and the code never', () => {
  expect(composeRemark(parts, 11)).toBe('王庄-张三-K7M4P');
  expect(composeRemark(parts, 8)).toBe('张三-K7M4P');
  expect(composeRemark(parts, 1)).toBe('K7M4P');
});

test('R-600 what is composed is read back, a hyphen in a name does no harm', () => {
  expect(parseRemark(composeRemark(parts))).toStrictEqual(parts);
  expect(parseRemark(composeRemark({ ...parts, village: '王庄-东' }))).toStrictEqual({ ...parts, village: '王庄东' });
});

test.each([
  ['芦岗-王庄-张三-K7M4P', true],
  ['芦岗 王庄 张三', true],
  ['芦岗－王庄－张三－ｋ７ｍ４ｐ', true],
  ['芦岗-张三-K7M4P', false],
  ['K7M4P', false],
  ['', false],
])('R-602 a deposit names township, village and agent: %s is complete: %s', (text, isComplete) => {
  expect(isCompleteRemark(parseRemark(text))).toBe(isComplete);
});
