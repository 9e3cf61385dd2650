import { isMendable, returnReason, returnReasons } from './return-reason.ts';

test('R-406 wrong data can be corrected, a person who may not be insured here cannot', () => {
  expect(isMendable(['id-check-digit', 'missing-field'])).toBe(true);
  expect(isMendable(['id-check-digit', 'deceased'])).toBe(false);
  expect(isMendable([])).toBe(false);
});

test('R-405 what the register answers about a person is never for the agent to correct', () => {
  const lasting = Object.entries(returnReasons)
    .filter(([, { isMendable }]) => !isMendable)
    .map(([reason]) => reason);
  expect(lasting.sort()).toStrictEqual([
    'already-sponsored',
    'deceased',
    'duplicate-in-county',
    'employee-insured',
    'insured-elsewhere',
    'unregistered',
  ]);
});

test('R-404 every reason says where on the card to look, Chinese first', () => {
  for (const { title, look } of Object.values(returnReasons)) {
    expect(title).toMatch(/^\p{Script=Han}.* [a-z]/u);
    expect(look).toMatch(/^\p{Script=Han}.* [a-z]/u);
  }
  expect(returnReason('name-differs').look).toContain('姓名');
});

test('R-408 every reason says what to bring and the way out, in both languages', () => {
  for (const { evidence, wayOut } of Object.values(returnReasons)) {
    expect(evidence).toMatch(/^\p{Script=Han}.* [a-z][^\p{Script=Han}]*$/iu);
    expect(wayOut).toMatch(/^\p{Script=Han}.* [a-z][^\p{Script=Han}]*$/iu);
  }
  expect(returnReason('unregistered').wayOut).toContain('先到派出所上户');
  expect(returnReason('employee-insured').evidence).toContain('停保证明');
});
