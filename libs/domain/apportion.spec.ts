import fc from 'fast-check';

import { apportion } from './apportion.ts';

test('R-801 the parts add up to the whole, whatever the weights', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 60 })
    .filter((all) => all.some((one) => one > 0));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), weights, (total, parts) => {
      const shares = apportion(total, parts);
      const sum = parts.reduce((all, one) => all + one, 0);
      expect(shares.reduce((all, one) => all + one, 0)).toBe(total);
      shares.forEach((share, place) => expect(Math.abs(share - (total * parts[place]!) / sum)).toBeLessThan(1));
    }),
    { seed: 20_200_101, numRuns: 500 },
  );
});

test('R-801 the largest remainders are raised, equal ones in order', () => {
  expect(apportion(100, [1, 1, 1])).toStrictEqual([34, 33, 33]);
  expect(apportion(10, [33, 33, 34])).toStrictEqual([3, 3, 4]);
  expect(apportion(5, [0, 2, 3])).toStrictEqual([0, 2, 3]);
  expect(apportion(0, [4, 4])).toStrictEqual([0, 0]);
});

test('a split that cannot be exact is refused', () => {
  expect(() => apportion(10, [0, 0])).toThrow(RangeError);
  expect(() => apportion(10, [])).toThrow(RangeError);
  expect(() => apportion(1.5, [1])).toThrow(RangeError);
  expect(() => apportion(10, [3, -1])).toThrow(RangeError);
});
