import fc from 'fast-check';

import { birthDateOf, checkDigitOf } from '../id-number.ts';
import { nearNumbers } from './near-numbers.ts';

const right = fc
  .tuple(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 1930, max: 2018 }), fc.integer({ min: 0, max: 999 }))
  .map(([day, year, order]) => {
    const birth = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '');
    const first17 = `411722${birth}${String(order).padStart(3, '0')}`;
    return first17 + checkDigitOf(first17);
  });
const place = fc.integer({ min: 0, max: 16 });
const digit = fc.constantFrom(...'0123456789');
const swapped = (number: string, at: number) =>
  number.slice(0, at) + number[at + 1]! + number[at]! + number.slice(at + 2);
const kindsOf = (wrong: string, meant: string) =>
  nearNumbers
    .meant(wrong)
    .filter(({ number }) => number === meant)
    .map(({ kind }) => kind);

test('R-405 whatever single digit is mistyped, left out or typed twice, the right number is among those meant', () => {
  fc.assert(
    fc.property(right, place, digit, (number, at, typed) => {
      fc.pre(number[at] !== typed);
      const mistyped = number.slice(0, at) + typed + number.slice(at + 1);
      expect(kindsOf(mistyped, number)).toStrictEqual(['one-digit']);
      expect(kindsOf(number.slice(0, at) + number.slice(at + 1), number)).toStrictEqual(['one-digit']);
      expect(kindsOf(number.slice(0, at) + typed + number.slice(at), number)).toStrictEqual(['one-digit']);
    }),
  );
});

test('R-405 two neighbours exchanged lead to the right number', () => {
  fc.assert(
    fc.property(right, place, (number, at) => {
      fc.pre(number[at] !== number[at + 1]);
      expect(kindsOf(swapped(number, at), number)).toStrictEqual(['neighbours-exchanged']);
    }),
  );
});

test('R-405 what is meant is always a right number, few of them, and a right number means itself only', () => {
  fc.assert(
    fc.property(right, place, digit, (number, at, typed) => {
      fc.pre(number[at] !== typed);
      const meant = nearNumbers.meant(number.slice(0, at) + typed + number.slice(at + 1));
      for (const one of meant) {
        expect(checkDigitOf(one.number.slice(0, 17))).toBe(one.number[17]);
        expect(birthDateOf(one.number)).not.toBeNull();
      }
      expect(meant.length).toBeLessThan(32);
      expect(nearNumbers.meant(number)).toStrictEqual([]);
    }),
  );
});

test('R-404 R-405 of two numbers so near at least one is wrong by itself: the look-ups miss no pair', () => {
  fc.assert(
    fc.property(right, place, digit, (number, at, typed) => {
      fc.pre(number[at] !== typed);
      const near = number.slice(0, at) + typed + number.slice(at + 1);
      expect(checkDigitOf(near.slice(0, 17))).not.toBe(near[17]);
      if (number[at] === number[at + 1]) return;
      const exchanged = swapped(number, at);
      const isStillNumber = /^\d{17}/.test(exchanged);
      expect(isStillNumber && checkDigitOf(exchanged.slice(0, 17)) === exchanged[17]).toBe(false);
    }),
  );
});

test('R-405 an old number of 15 digits means its form of today', () => {
  fc.assert(
    fc.property(right, (number) => {
      fc.pre(number.slice(6, 8) === '19');
      const old = number.slice(0, 6) + number.slice(8, 17);
      expect(nearNumbers.meant(old)).toStrictEqual([{ number, kind: 'old-number' }]);
    }),
  );
  expect(nearNumbers.meant('411722991301123')).toStrictEqual([]);
});

test('R-405 pairs among wrong numbers are those that comparing everybody with everybody finds', () => {
  const text = fc.string({ unit: fc.constantFrom('0', '1', '2'), minLength: 4, maxLength: 5 });
  const isNear = (a: string, b: string) => {
    if (a.length !== b.length || a === b) return false;
    const apart = [...a].flatMap((_, i) => (a[i] === b[i] ? [] : [i]));
    return apart.length === 1;
  };
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 30 }), (numbers) => {
      const found = nearNumbers.pairs(numbers).filter(({ kind }) => kind === 'one-digit');
      const all = numbers.flatMap((a, one) =>
        numbers.flatMap((b, other) => (other > one && isNear(a, b) ? [`${one}/${other}`] : [])),
      );
      expect(found.map(({ one, other }) => `${one}/${other}`).sort()).toStrictEqual(all.sort());
    }),
  );
});

test('R-405 neighbours exchanged are found among wrong numbers too; equal numbers are no pair', () => {
  const [one, other] = ['411722198503011239', '411722198530011239'];
  expect(nearNumbers.pairs([one, one, other])).toStrictEqual([{ one: 0, other: 2, kind: 'neighbours-exchanged' }]);
});

test('a township’s worth of wrong numbers is compared far below its square', () => {
  // 86,258 people, all of them wrong: a square would be 3.7 thousand million comparisons, and minutes.
  const numbers = Array.from(
    { length: 86_258 },
    (_, n) => `4117221985${String(n * 7_919 + 1_000_000).padStart(8, '0')}`,
  );
  const from = performance.now();
  nearNumbers.pairs(numbers);
  expect(performance.now() - from).toBeLessThan(20_000);
});
