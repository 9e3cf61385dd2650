import { channel } from './pack-calendar.ts';
import { date, flag, key, list, money, oneOf, orNone, record, text, variants, whole } from './pack-reader.ts';
import type { Read } from './pack-reader.ts';
import { role } from './pack-units.ts';

/** Sections 4, 5 and 7 of the domain: who may join, who pays for whom, how rows are checked, what cover begins when. */
export const packPeople = record({
  /** one enrolment a person and coverage year. Groups name the span they buy. */
  coverage: record({ year: whole(2000, 2100), spans: list(record({ key, from: date, to: date }), 1) }),
  /** R-502, R-503a: in paying order. The highest subsidy counts, of equal ones the first here. */
  categories: list(
    record({
      key,
      title: text,
      subsidy: variants({
        full: {},
        fixed: { fen: money },
        percent: { percent: whole(1, 100) },
        /** The person pays all; what comes back is outside this ledger. */
        'returned-outside': {},
        none: {},
        /** The scheme names none: launch stays closed until a person writes the amount, or "none". */
        unset: {},
      }),
      /** Department that pays; null = nobody. */
      payer: orNone(key),
      /** Department whose list decides. */
      listFrom: orNone(key),
      certifiedBy: list(text),
      wording: text,
    }),
  ),
  identities: record({
    /** who is on the list that day; null = whoever is on the list as it is sent. */
    asOf: orNone(date),
    /** Additions that still count; null = none. */
    additions: orNone(record({ from: date, to: date })),
    laterAdditions: oneOf(['next-year', 'nothing']),
    addedAfterPaying: oneOf(['refund-excess', 'nothing']),
    changedDuringYear: oneOf(['nothing']),
    /** R-505, R-505a: whom lists go to, in which form, and how often a wrong one may be mended. */
    lists: record({
      to: oneOf(['tax', 'bureau']),
      forms: list(oneOf(['electronic', 'paper'])),
      wrong: oneOf(['whole-list-returned', 'row-repaired']),
      corrections: orNone(whole()),
      charge: oneOf(['sponsor-account', 'net-amount']),
      checkedBy: list(text),
    }),
  }),
  /**
   * the first rule that fits a person decides. Titles are what agents choose from and what a village file says.
   * `evidence` = what would show that the rule does not fit; it, `payAt` and `wayOut` are Chinese, then English.
   */
  eligibility: list(
    record({
      key,
      title: text,
      titleEnglish: text,
      verdict: variants({
        taken: { channels: list(channel, 1) },
        refused: { evidence: text, wayOut: text },
        elsewhere: { payAt: text, evidence: text },
      }),
      conditions: list(
        variants({
          'months-resident': { months: whole(1) },
          /** Chinese, then English. */
          document: { title: text },
          /** In the household register. */
          registered: {},
        }),
      ),
      wording: text,
    }),
    1,
  ),
  /** whoever pays at another place is told `otherwise`, Chinese, then English; null = anywhere. */
  placeOfPayment: orNone(record({ name: text, otherwise: text })),
  /** */
  screening: variants({
    rounds: {
      rounds: list(record({ round: whole(1), stage: oneOf(['health-centre', 'tax']), phase: key }), 1),
      corrections: whole(),
      pageSize: whole(1),
      registers: list(oneOf(['population', 'employee', 'elsewhere', 'county-duplicates', 'deaths']), 1),
      by: list(text, 1),
    },
    continuous: { registers: list(oneOf(['population', 'employee', 'elsewhere', 'county-duplicates', 'deaths'])) },
  }),
  /** the first row that fits decides the first day of benefit. */
  benefits: list(
    record({
      case: oneOf(['ordinary', 'college', 'works-outside', 'newborn', 'left-other-scheme']),
      within: orNone(
        record({ of: oneOf(['birth', 'end-of-other-cover']), days: orNone(whole(1)), months: orNone(whole(1)) }),
      ),
      start: variants({
        date: { on: date },
        'day-after-payment': { notBefore: orNone(date) },
        birth: { notBefore: date },
        'month-of-payment': { isGapCovered: flag },
        'months-after-payment': { months: whole(1) },
      }),
      wording: text,
    }),
    1,
  ),
  /** R-413 and its like: who mends and who certifies. */
  certifies: list(record({ what: text, by: role })),
});

export type PackPeople = Read<typeof packPeople>;
export type PackCategory = PackPeople['categories'][number];
/** Who may join, one rule. */
export type PackEligibility = PackPeople['eligibility'][number];
