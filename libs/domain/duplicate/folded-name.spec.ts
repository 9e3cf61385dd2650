import { duplicateKinds, sameNumberKind } from './duplicate-kind.ts';
import { foldedName, nameMatch } from './folded-name.ts';

test.each([
  ['阿依古丽·买买提', '阿依古丽•买买提', 'same-after-folding'],
  ['阿依古丽·买买提', '阿依古丽・买买提', 'same-after-folding'],
  ['阿依古丽·买买提', '阿依古丽．买买提', 'same-after-folding'],
  ['阿依古丽·买买提', '阿依古丽买买提', 'other'],
  ['张 三', '张三', 'same-after-folding'],
  ['张\u200b三', '张三', 'same-after-folding'],
  ['ＡＢ', 'ab', 'same-after-folding'],
  ['e\u0301', '\u00e9', 'same'],
  ['𬭚三', '𬭚三', 'same'],
  ['𬭚三', '张三', 'other'],
])('R-413 %j and %j are %s', (one, other, match) => {
  expect([nameMatch(one, other), nameMatch(other, one)]).toStrictEqual([match, match]);
});

test('R-413 folding twice is folding once', () => {
  for (const name of ['阿依古丽• 买买提', 'Ｌi．ㄚ', '张三'])
    expect(foldedName(foldedName(name))).toBe(foldedName(name));
});

test('R-405 two records of one number differ by village first, then by agent', () => {
  const here = { unit: '411722/101/01', agent: '101-01-1' };
  expect(sameNumberKind(here, { unit: '411722/101/02', agent: '101-02-1' })).toBe('two-villages');
  expect(sameNumberKind(here, { ...here, agent: '101-01-2' })).toBe('two-agents');
  expect(sameNumberKind(here, here)).toBe('same-agent');
  expect(Object.keys(duplicateKinds)).toContain(sameNumberKind(here, here));
});
