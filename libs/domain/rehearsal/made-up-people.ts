import { checkDigitOf } from '../id-number.ts';
import type { MadeUpCounty, MadeUpTownship, MadeUpVillage } from './made-up-county.ts';
import { madeUpName } from './made-up-county.ts';
import { pick, seededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What the population register holds about somebody. */
export type RegisterTruth = {
  readonly isKnown: boolean;
  readonly isEmployeeInsured: boolean;
  readonly isInsuredElsewhere: boolean;
  readonly isDeceased: boolean;
};

/** Somebody who does not exist: a valid number under a region code that no county has. */
export type MadeUpPerson = {
  /** Number in the county, from 0. */
  readonly number: number;
  readonly idNumber: string;
  readonly name: string;
  readonly village: string;
  readonly group: string;
  /** Whose list the person stands on, and as what; null for nine in ten and more. */
  readonly sponsored: { readonly department: string; readonly category: string } | null;
  readonly truth: RegisterTruth;
};

/** No county has this region code. */
const madeUpRegion = '419999';

const firstBirth = Date.UTC(1935, 0, 1);
const birthDays = 30_800; // to the spring of 2019
const numbersPerDay = 999;
/** Prime to birthDays * numbersPerDay, so that numbering people this way repeats no ID number. */
const stride = 7_368_787;

const sponsors = [
  { department: 'poverty-office', category: 'registered-poor', share: 0.6 },
  { department: 'civil-affairs', category: 'destitute', share: 0.2 },
  { department: 'veterans-affairs', category: 'entitled-veteran', share: 0.15 },
  { department: 'health-commission', category: 'family-planning-award', share: 0.05 },
] as const;
const sponsoredShare = 0.05;

/** The nth person's ID number: unique in a county of up to 30 million, whatever the seed. */
export function madeUpIdNumber(seed: number, number: number): string {
  const space = birthDays * numbersPerDay;
  const place = Number((BigInt(number + seed * 7_919) * BigInt(stride)) % BigInt(space));
  const birth = new Date(firstBirth + Math.floor(place / numbersPerDay) * 86_400_000).toISOString().slice(0, 10);
  const first17 = madeUpRegion + birth.replaceAll('-', '') + String((place % numbersPerDay) + 1).padStart(3, '0');
  return first17 + checkDigitOf(first17);
}

/** Everybody of one township, village by village. Same county, same people, in the same order. */
export function* madeUpPeople(county: MadeUpCounty, township: MadeUpTownship): Generator<MadeUpPerson> {
  const random = seededRandom(county.seed, 'people', township.code);
  let number = township.firstPerson;
  for (const village of township.villages)
    for (let nth = 0; nth < village.people; nth++, number++) yield madeUpPerson(county.seed, number, village, random);
}

function madeUpPerson(seed: number, number: number, village: MadeUpVillage, random: SeededRandom): MadeUpPerson {
  const name = madeUpName(random);
  const group = `${1 + Math.floor(random() * 8)}组`;
  const isSponsored = random() < sponsoredShare;
  const which = random();
  const fate = random();
  const truth = {
    isKnown: !(fate < 0.0005),
    isEmployeeInsured: fate >= 0.0005 && fate < 0.0035,
    isInsuredElsewhere: fate >= 0.0035 && fate < 0.0055,
    isDeceased: fate >= 0.0055 && fate < 0.006,
  };
  return {
    number,
    idNumber: madeUpIdNumber(seed, number),
    name,
    village: village.code,
    group,
    sponsored: firstOfLists(number) ?? (isSponsored ? sponsorOf(which) : null),
    truth,
  };
}

/** The county's first people are one of each department: a list without anybody would be refused. */
function firstOfLists(number: number): MadeUpPerson['sponsored'] {
  const sponsor = sponsors[number];
  return sponsor ? { department: sponsor.department, category: sponsor.category } : null;
}

function sponsorOf(which: number): MadeUpPerson['sponsored'] {
  let below = 0;
  for (const { department, category, share } of sponsors) {
    below += share;
    if (which < below) return { department, category };
  }
  return { department: sponsors[0].department, category: sponsors[0].category };
}

/** One digit of the number typed wrong; the check digit always finds it. */
export function wrongDigit(idNumber: string, random: SeededRandom): string {
  const place = 14 + Math.floor(random() * 3);
  const wrong = (Number(idNumber[place]) + 1 + Math.floor(random() * 8)) % 10;
  return idNumber.slice(0, place) + wrong + idNumber.slice(place + 1);
}

/** Another character in the given name, as it sounds. */
export const wrongName = (name: string, random: SeededRandom): string =>
  name.slice(0, -1) + pick(random, [...'敏芳军涛霞斌']);
