import fc from 'fast-check';

import { idNumberReasons } from '../id-number.ts';
import { shanghaiDate } from '../shanghai-date.ts';
import { madeUpCounty } from './made-up-county.ts';
import { madeUpPayments } from './made-up-payments.ts';
import { madeUpIdNumber, madeUpPeople, wrongDigit } from './made-up-people.ts';
import { seededRandom } from './seeded-random.ts';

const today = shanghaiDate('2019-09-20');
const townships = [
  { code: '101', name: '东测', weight: 33_440 },
  { code: '102', name: '西测', weight: 86_258 },
];

test('R-801 the tasks of made-up townships and villages add up to the people asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 5_000 }), fc.integer(), (people, seed) => {
      const county = madeUpCounty({ seed, people, townships });
      for (const township of county.townships)
        expect(township.villages.reduce((sum, village) => sum + village.people, 0)).toBe(township.people);
      expect(county.townships.reduce((sum, township) => sum + township.people, 0)).toBe(people);
    }),
    { numRuns: 100 },
  );
});

test('the same seed makes the same people, another seed others', () => {
  const people = (seed: number) => {
    const county = madeUpCounty({ seed, people: 600, townships });
    return county.townships.flatMap((township) => [...madeUpPeople(county, township)]);
  };
  expect(people(7)).toStrictEqual(people(7));
  expect(people(7)).not.toStrictEqual(people(8));
});

test('R-505 every department has somebody to list, however few people there are', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const county = madeUpCounty({ seed, people: 400, townships });
    const people = county.townships.flatMap((township) => [...madeUpPeople(county, township)]);
    expect(new Set(people.flatMap(({ sponsored }) => sponsored?.department ?? [])).size).toBe(4);
  }
});

test('R-404 every made-up number is valid and nobody shares one', () => {
  const numbers = Array.from({ length: 50_000 }, (_, number) => madeUpIdNumber(7, number));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.filter((number) => idNumberReasons(number, today).length > 0)).toStrictEqual([]);
});

test('R-404 a digit typed wrong is always found', () => {
  const random = seededRandom('wrong');
  for (let number = 0; number < 5_000; number++)
    expect(idNumberReasons(wrongDigit(madeUpIdNumber(7, number), random), today)).not.toStrictEqual([]);
});

test('R-402 receipts come from the agent’s own book, each number once', () => {
  const county = madeUpCounty({ seed: 7, people: 3_000, townships });
  const payments = county.townships.flatMap((township) => madeUpPayments(county, township));
  const books = new Map(
    county.townships.flatMap((t) => t.villages.flatMap((v) => v.agents.map((a) => [a.agent, a.book]))),
  );
  expect(new Set(payments.map(({ receipt }) => receipt)).size).toBe(payments.length);
  for (const { agent, receipt } of payments) {
    const number = Number(receipt.slice(-8));
    const book = books.get(agent)!;
    expect(number >= book.from && number <= book.to).toBe(true);
  }
});

test('R-405 mistakes come at the planned rates, and only people who are planned twice pay twice', () => {
  const county = madeUpCounty({ seed: 7, people: 15_104, townships });
  const payments = county.townships.flatMap((township) => madeUpPayments(county, township));
  const count = (mistake: string) => payments.filter((one) => one.mistake === mistake).length;
  expect(count('wrong-id-digit')).toBeGreaterThan(90);
  expect(count('wrong-id-digit')).toBeLessThan(200);
  expect(payments.length - new Set(payments.map(({ person }) => person.number)).size).toBe(count('duplicate-person'));
  expect(count('duplicate-person')).toBeGreaterThan(30);
});
