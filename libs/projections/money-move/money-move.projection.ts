import { sql } from 'kysely';

import { type Batch, projectionOf, type Sql } from '../projection.ts';
import { type MoneyEvent, moneyLegs, movesNothing } from './money-legs.ts';

/** Double entry: every event that moves money, leg by leg. The legs of a position sum to zero (I2). */
export const moneyMoveProjection = projectionOf<MoneyEvent>()({
  name: 'money-move',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      position bigint not null,
      leg int not null,                     -- from 1
      place text not null,
      holder text collate "C" not null,
      fen bigint not null,
      people int not null,
      primary key (campaign, position, leg)
    )`,
  on: {
    PersonRegistered: moved('PersonRegistered'),
    BagClosed: moved('BagClosed'),
    BankLineRecorded: moved('BankLineRecorded'),
    DepositMatched: moved('DepositMatched'),
    PremiumEntered: moved('PremiumEntered'),
    RefundReleased: moved('RefundReleased'),
    RefundHandedOn: moved('RefundHandedOn'),
    RefundPaid: moved('RefundPaid'),
  },
});

function moved(type: keyof typeof moneyLegs): (batch: Batch) => Sql {
  return ({ events, table }) => sql`
    insert into ${table} (campaign, position, leg, place, holder, fen, people)
    select campaign, position, row_number() over (partition by position), place, holder, fen, people
    from ${events} cross join lateral (${moneyLegs[type]}) as leg (place, holder, fen, people)
    where not (${movesNothing[type] ?? sql`false`})`;
}
