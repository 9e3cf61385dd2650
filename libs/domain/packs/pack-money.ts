import { channel } from './pack-calendar.ts';
import {
  clockTime,
  date,
  flag,
  key,
  list,
  money,
  oneOf,
  orNone,
  record,
  text,
  variants,
  whole,
} from './pack-reader.ts';
import type { Read } from './pack-reader.ts';

const refundStop = oneOf(['pending-account', 'tax-system', 'health-centre', 'agent', 'payer', 'sponsor']);

/** Sections 5 and 6 of the domain: what is paid, which way the money goes, and when it comes back. */
export const packMoney = record({
  tiers: list(record({ key, title: text }), 1),
  /** Who pays a tariff of his own, and which coverage it buys. */
  groups: list(record({ key, title: text, coverage: key }), 1),
  tariff: list(record({ tier: key, group: key, fen: money }), 1),
  /** what the government adds per head, recorded beside the premium; null = not stated. */
  governmentFen: orNone(money),
  mayChangeTier: flag,
  /** R-603a: only Shangcai's road has accounts, lock and hand-over. */
  road: variants({
    'pending-accounts': {
      /** One a township; beside it one for subsidies. */
      subsidyAccountName: text,
      /** the first instant after this day's 24:00 at which the bank takes nothing more. */
      lockAfter: date,
      subsidyLockAfter: date,
      /** Days within which the bank hands over the statement of the locked account. */
      statementDays: whole(),
      /** Every day at this time the statement so far is fetched. */
      dailyStatementAt: clockTime,
      remarkNames: list(oneOf(['township', 'village', 'agent']), 1),
      depositors: list(oneOf(['agent', 'sponsor-department', 'finance-bureau']), 1),
      treasury: text,
      /** R-601; amounts and days inclusive. */
      twoLimits: record({
        days: whole(1),
        capFen: money,
        closingTime: clockTime,
        lastDepositOn: date,
        warnHours: whole(1),
        warnFen: money,
        escalateHours: whole(1),
      }),
      /** at most so many people in a bag. */
      bagPeople: whole(1),
    },
    'tax-system': {
      takers: list(channel, 1),
      /** whether each entry needs evidence of the account it was paid to. */
      needsEvidence: flag,
      cashWatchedBy: orNone(text),
    },
  }),
  /** R-402; null where the scheme prints none of its own. */
  receipts: orNone(record({ series: text, digits: whole(1, 8), stampedBy: text, settledWith: text, settledOn: date })),
  /** what is paid back. `before` bounds a death. Everything else is `never`. */
  refunds: list(
    record({
      cause: oneOf(['duplicate', 'wrong-payment', 'not-enrollable', 'sponsored', 'death', 'excess']),
      before: orNone(date),
      returns: oneOf(['all', 'excess']),
      wording: text,
    }),
  ),
  neverRefunded: list(oneOf(['correct-single-payment', 'leaving-midway', 'identity-changed']), 1),
  /** the hops a refund takes. */
  refundRoad: list(refundStop, 2),
  /** R-608; null = none. */
  agentFee: orNone(record({ fen: money, isMinimum: flag, per: oneOf(['entered-person']) })),
  /** what is referred when it is found. */
  forbidden: list(record({ key, title: text })),
  /** */
  liability: list(record({ who: text, for: text })),
});

export type PackMoney = Read<typeof packMoney>;
export type TwoLimitsOfPack = Extract<PackMoney['road'], { kind: 'pending-accounts' }>['twoLimits'];
