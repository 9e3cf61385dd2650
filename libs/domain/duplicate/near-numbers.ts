import { birthDateOf, widenIdNumber } from '../id-number.ts';
import type { FoundKind } from './duplicate-kind.ts';

/** How a number misses another one. */
export type NearKind = Exclude<FoundKind, 'two-names'>;

export type MeantNumber = { readonly number: string; readonly kind: NearKind };

const digits = '0123456789';

/**
 * The right numbers that a wrong one may have been meant for: one digit mistyped, left out or typed twice, two
 * neighbours exchanged, or the 18 digits of an old number of 15. Some twenty at most, so they are looked up one by one
 * instead of comparing everybody with everybody: MOD 11-2 finds every single wrong digit and every exchange of
 * neighbours, so of two numbers that are so near at least one is wrong by itself. Empty for a number that is right.
 */
function numbersMeant(wrong: string): readonly MeantNumber[] {
  if (isRight(wrong)) return [];
  if (wrong.length === 15) {
    const whole = widenIdNumber(wrong);
    return whole === null ? [] : [{ number: whole, kind: 'old-number' }];
  }
  const found = new Map<string, NearKind>();
  for (const number of mistyped(wrong)) if (isRight(number)) found.set(number, 'one-digit');
  for (const number of exchanged(wrong)) if (isRight(number)) found.set(number, 'neighbours-exchanged');
  return [...found].map(([number, kind]) => ({ number, kind }));
}

/** 18 characters, MOD 11-2 and a day of birth, in this order: the first two throw nearly all candidates out, cheaply. */
const isRight = (number: string): boolean =>
  number.length === 18 && restOf(number) === 1 && birthDateOf(number) !== null;

/** What a number leaves modulo 11, its last character included: 1 for a right check digit; -1 if it is no number. */
function restOf(number: string): number {
  let rest = 0;
  for (let i = 0; i < 18; i++) {
    const digit = i === 17 && number[i] === 'X' ? 10 : number.charCodeAt(i) - 48;
    if (digit < 0 || digit > 10 || (digit === 10 && number[i] !== 'X')) return -1;
    rest = (rest * 2 + digit) % 11;
  }
  return rest;
}

function* mistyped(wrong: string): Generator<string> {
  if (wrong.length === 19) for (let i = 0; i < 19; i++) yield wrong.slice(0, i) + wrong.slice(i + 1);
  const isShort = wrong.length === 17;
  if (!isShort && wrong.length !== 18) return;
  for (let i = 0; i < 18; i++)
    for (const digit of i === 17 ? `${digits}X` : digits)
      yield wrong.slice(0, i) + digit + wrong.slice(isShort ? i : i + 1);
}

function* exchanged(wrong: string): Generator<string> {
  if (wrong.length !== 18) return;
  for (let i = 0; i < 17; i++)
    if (wrong[i] !== wrong[i + 1]) yield wrong.slice(0, i) + wrong[i + 1]! + wrong[i]! + wrong.slice(i + 2);
}

/**
 * Pairs among numbers that are wrong themselves, each pair once, by position in the list: one digit apart or two
 * neighbours exchanged. Each number stands in as many buckets as it has digits, so the work grows with the list and not
 * with its square. Equal numbers are no pair: they are one person's.
 */
function nearPairs(
  numbers: readonly string[],
): readonly { readonly one: number; readonly other: number; readonly kind: Exclude<NearKind, 'old-number'> }[] {
  const firstOf = new Map<string, number>();
  for (const [index, number] of numbers.entries()) if (!firstOf.has(number)) firstOf.set(number, index);
  const buckets = new Map<string, number[]>();
  for (const [number, index] of firstOf) {
    for (let i = 0; i < number.length; i++) {
      const masked = `${number.slice(0, i)}*${number.slice(i + 1)}`;
      const bucket = buckets.get(masked);
      if (bucket === undefined) buckets.set(masked, [index]);
      else bucket.push(index);
    }
  }
  const pairs = [...buckets.values()].flatMap((bucket) =>
    bucket.flatMap((one, n) => bucket.slice(n + 1).map((other) => ({ one, other, kind: 'one-digit' as const }))),
  );
  const swaps = [...firstOf].flatMap(([number, one]) =>
    [...exchanged(number)].flatMap((other) => {
      const index = firstOf.get(other);
      return index === undefined || index < one ? [] : [{ one, other: index, kind: 'neighbours-exchanged' as const }];
    }),
  );
  return [...pairs, ...swaps];
}

/** Numbers that miss one another by a digit, by two exchanged neighbours, or by their age. */
export const nearNumbers = { meant: numbersMeant, pairs: nearPairs };
