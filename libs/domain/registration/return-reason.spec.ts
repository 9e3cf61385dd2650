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
  ]);
});

test('R-404 every reason says where on the card to look, Chinese first', () => {
  for (const { title, look } of Object.values(returnReasons)) {
    expect(title).toMatch(/^\p{Script=Han}.* [a-z]/u);
    expect(look).toMatch(/^\p{Script=Han}.* [a-z]/u);
  }
  expect(returnReason('name-differs').look).toContain('姓名');
});
