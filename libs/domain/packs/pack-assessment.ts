import { date, flag, key, list, oneOf, orNone, record, signedMoney, text, variants, whole } from './pack-reader.ts';
import type { Read } from './pack-reader.ts';
import { role } from './pack-units.ts';

const condition = variants({
  rank: { from: whole(1), to: whole(1) },
  /** Compared as whole numbers: insured * 100 >= percent * base. `asOf` at 24:00; null = final. */
  rate: { atLeastPercent: orNone(whole()), belowPercent: orNone(whole()), asOf: orNone(date) },
  /** Everyone of a special list is insured. */
  'special-complete': { list: key, asOf: orNone(date) },
  'target-first-reached': { from: orNone(date), to: date },
  'target-missed': { at: date },
  named: { by: role, count: whole(1) },
  'linked-household-unpaid': {},
});

const award = variants({
  money: { fen: signedMoney, per: oneOf(['unit', 'insured', 'entered-person']), asOf: orNone(date), as: text },
  /** Tenths of a point. */
  points: { tenths: whole(-1_000, 1_000) },
  'points-by-rate': {
    atPercent: whole(),
    tenths: whole(),
    upTenths: whole(),
    downTenths: whole(),
    above: oneOf(['whole', 'begun']),
    below: oneOf(['whole', 'begun']),
    noneUnderPercent: whole(),
  },
  'mean-of-villages': { decimals: whole(), rounding: oneOf(['half-up']) },
  circular: {},
  talk: { with: text },
  'put-up': { for: text },
  /** The scheme states no amount: it is recorded, and counts nothing until a person sets it. */
  recorded: {},
});

/** Sections 8 and 9 of the domain: what has to be reached, what follows from it, and what is posted. */
export const packAssessment = record({
  target: record({
    /** R-803, inclusive; null = no figure stated. */
    percent: orNone(whole(1, 100)),
    /** R-803b. `adjusted-task`: task minus deductions; reached when insured >= it. */
    base: oneOf(['task', 'adjusted-task']),
    /** R-803c. */
    counts: oneOf(['entered', 'recorded']),
    baseSources: list(record({ units: list(text), from: text })),
    /** what reduces a task, one for one. */
    deductions: list(record({ key, title: text, issuedBy: text, until: orNone(date), byOffice: flag })),
    /** "Most" of each village by a day: a warning, never a refusal. */
    mostDone: orNone(record({ percent: whole(1, 100), on: date })),
    otherReading: orNone(text),
  }),
  /** `isGoal`: 100 % is asked of the unit; a reward may ask for another list. */
  specialLists: list(
    record({ key, title: text, categories: list(key, 1), by: orNone(date), isGoal: flag, wording: text }),
  ),
  ranking: orNone(
    record({
      criteria: list(
        record({
          key: oneOf(['rate', 'speed', 'information', 'leadership']),
          weight: whole(1, 100),
          asOf: orNone(date),
          judgedBy: orNone(role),
          title: text,
        }),
        1,
      ),
      ties: list(oneOf(['rate', 'entered', 'table-order']), 1),
    }),
  ),
  /** decision tables. `first`: the first row that holds; `every`: all that hold. */
  tables: list(
    record({
      key,
      title: text,
      for: oneOf(['township', 'village', 'agent', 'clinic', 'cadre', 'leader']),
      hit: oneOf(['first', 'every']),
      rows: list(record({ when: list(condition), gives: list(award), wording: text }), 1),
    }),
  ),
  /** null = nothing is posted. */
  publicity: orNone(
    record({
      from: date,
      months: whole(1),
      earliestDownOn: date,
      shows: list(oneOf(['masked-name', 'group', 'status', 'receipt-last-four']), 1),
      postedBy: role,
      confirmedBy: role,
    }),
  ),
});

export type PackAssessment = Read<typeof packAssessment>;
