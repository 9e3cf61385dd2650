import { phases } from '../campaign/phase.ts';
import { clockTime, date, flag, key, list, oneOf, orNone, record, text, variants, whole } from './pack-reader.ts';
import type { Read } from './pack-reader.ts';
import { role } from './pack-units.ts';

export const channel = oneOf(['agent', 'online', 'tax-counter', 'school', 'sponsor']);
export type PackChannel = Read<typeof channel>;

/** Section 3 of the domain, R-303 to: what happens when, and who closes it. Dates are inclusive. */
export const packCalendar = record({
  /** while it runs, channels without a window of their own are refused. */
  concentrated: record({ from: date, to: date }),
  /** The phases that exist, in order. Where screen or enroll is missing, its checks run while collect is open. */
  phases: list(
    record({
      phase: oneOf(phases),
      title: text,
      opensOn: date,
      dueOn: date,
      /** `at-start` with the campaign; `on-date` by itself, even while an earlier one is open; `after-previous`. */
      opens: oneOf(['at-start', 'on-date', 'after-previous']),
      closedBy: role,
      wording: text,
    }),
    1,
  ),
  /** Not before this day does the campaign close. */
  closesOn: date,
  deadlines: list(
    record({
      key,
      phase: oneOf(phases),
      title: text,
      on: date,
      at: clockTime,
      owner: role,
      /** Kinds of gate items (campaign/gate.ts) that keep it open; empty = a cut-off. */
      waitsFor: list(key),
      wording: text,
    }),
  ),
  /** when which channel takes money, and for whom. */
  windows: list(
    record({
      key,
      title: text,
      channels: list(channel, 1),
      from: date,
      to: date,
      who: oneOf(['everyone', 'rejected', 'sponsored', 'students', 'works-outside', 'newborn', 'leaves-other-scheme']),
      /** What the payer has to bring. */
      needs: oneOf(['nothing', 'declaration', 'birth-date', 'end-of-other-cover']),
      /** whether the money counts for the unit's assessment. */
      isAssessed: flag,
      wording: text,
    }),
    1,
  ),
  /** Names of the ways to pay inside a channel. */
  channels: list(record({ channel, title: text, ways: list(text), where: text })),
  reports: list(
    record({
      key,
      title: text,
      rhythm: variants({
        weekly: { weekday: whole(1, 7), from: date, to: date },
        dates: { on: list(date, 1) },
      }),
      at: clockTime,
      /** R-803a: which figure it reports. */
      figure: oneOf(['registered', 'deposited', 'entered', 'recorded']),
      by: role,
      to: list(text, 1),
      publishedAfterDays: orNone(whole()),
      /** When a unit counts as behind, and what follows; null = nothing. */
      behind: orNone(record({ measure: oneOf(['straight-line', 'last']), consequence: text })),
      wording: text,
    }),
  ),
  /** what stands before money is taken. */
  checklist: list(record({ key, title: text, evidence: oneOf(['document', 'names', 'photo', 'count']), by: role })),
  broadcasts: orNone(record({ perDay: whole(1), from: date, to: date })),
  /** Days before a due date on which people are reminded, after which it is overdue, and escalated. */
  reminders: record({ soonDays: whole(), overdueDays: whole(1), escalatedDays: whole(1) }),
});

export type PackCalendar = Read<typeof packCalendar>;
