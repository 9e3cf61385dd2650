import type { BagEvent } from '@canbao/domain/bag/bag.events';
import type { RefundEvent } from '@canbao/domain/refund/refund.events';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { StatementEvent } from '@canbao/domain/statement/statement.events';
import { sql } from 'kysely';

import type { Sql } from '../projection.ts';

/** Where money can stand inside the campaign (domain section 6). Their sum is what was collected, and what nobody owns. */
export const insidePlaces = [
  'agents-loose',
  'agents-bagged',
  'pending-accounts',
  'unidentified',
  'treasury',
  'health-centres',
  'agents-refund',
  'refunded-to-payers',
] as const;

/** Where it comes from; these may go below zero, and with them everything sums to zero. */
export const outsidePlaces = ['payers', 'bank', 'unknown-depositors'] as const;

export type InsidePlace = (typeof insidePlaces)[number];
export type OutsidePlace = (typeof outsidePlaces)[number];

/** Events that move money. */
export type MoneyEvent = RegistrationEvent | BagEvent | StatementEvent | RefundEvent;

type MovingType =
  | 'PersonRegistered'
  | 'BagClosed'
  | 'BankLineRecorded'
  | 'DepositMatched'
  | 'PremiumEntered'
  | 'RefundReleased'
  | 'RefundHandedOn'
  | 'RefundPaid';

const village = sql`unit`;
const township = sql`split_part(unit, '/', 2)`;
const account = sql`(data ->> 'account')`;
const people = sql`(data ->> 'people')::int`;

/**
 * The legs of each event: (place, holder, fen, people), always summing to zero. A holder is the village whose agents
 * hold it, the account, or the township of a health centre. A bank line nobody has matched stands as unidentified, from
 * an unknown depositor; its match takes that back, or the same cash would stand in the bag and in the account.
 */
export const moneyLegs: { readonly [K in MovingType]: Sql } = {
  PersonRegistered: legs(['payers', township, '-', sql`1`], ['agents-loose', village, '+', sql`1`]),
  BagClosed: legs(['agents-loose', village, '-', people], ['agents-bagged', village, '+', people]),
  BankLineRecorded: sql`
    values (case when data ->> 'kind' = 'deposit' then 'unknown-depositors' else 'bank' end, ${account}, -amount_fen, 0),
      (case when data ->> 'kind' = 'deposit' then 'unidentified' else 'pending-accounts' end, ${account}, amount_fen, 0)`,
  DepositMatched: legs(
    ['agents-bagged', village, '-', people],
    ['pending-accounts', account, '+', people],
    ['unidentified', account, '-', sql`0`],
    ['unknown-depositors', account, '+', sql`0`],
  ),
  PremiumEntered: legs(['pending-accounts', township, '-', sql`1`], ['treasury', township, '+', sql`1`]),
  RefundReleased: legs(['pending-accounts', account, '-', sql`1`], ['health-centres', township, '+', sql`1`]),
  RefundHandedOn: legs(['health-centres', township, '-', sql`1`], ['agents-refund', village, '+', sql`1`]),
  RefundPaid: legs(['agents-refund', village, '-', sql`1`], ['refunded-to-payers', township, '+', sql`1`]),
};

/**
 * Lines of these kinds move nothing here: the bank only repeats what PremiumEntered and RefundReleased have moved.
 */
export const movesNothing: { readonly [K in MovingType]?: Sql } = {
  BankLineRecorded: sql`data ->> 'kind' in ('treasury', 'returned')`,
};

type Leg = readonly [place: InsidePlace | OutsidePlace, holder: Sql, sign: '+' | '-', people: Sql];

function legs(...list: readonly Leg[]): Sql {
  const rows = list.map(([place, holder, sign, count]) =>
    sign === '+'
      ? sql`(${place}, ${holder}, amount_fen, ${count})`
      : sql`(${place}, ${holder}, -amount_fen, -(${count}))`,
  );
  return sql`values ${sql.join(rows)}`;
}
