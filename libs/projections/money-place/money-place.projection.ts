import { sql } from 'kysely';

import { type MoneyEvent, moneyLegs, movesNothing } from '../money-move/money-legs.ts';
import { type Batch, projectionOf, type Sql } from '../projection.ts';

/** Where every yuan is, by place and holder: the balances of money-move (I1, I2). */
export const moneyPlaceProjection = projectionOf<MoneyEvent>()({
  name: 'money-place',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      place text not null,
      holder text collate "C" not null,
      fen bigint not null,
      people bigint not null,
      primary key (campaign, place, holder)
    ) with (fillfactor = 50)`,
  on: {
    PersonRegistered: balanced('PersonRegistered'),
    BagClosed: balanced('BagClosed'),
    BankLineRecorded: balanced('BankLineRecorded'),
    DepositMatched: balanced('DepositMatched'),
    PremiumEntered: balanced('PremiumEntered'),
    RefundReleased: balanced('RefundReleased'),
    RefundHandedOn: balanced('RefundHandedOn'),
    RefundPaid: balanced('RefundPaid'),
  },
});

function balanced(type: keyof typeof moneyLegs): (batch: Batch) => Sql {
  return ({ events, table }) => sql`
    insert into ${table} as kept (campaign, place, holder, fen, people)
    select campaign, place, holder, sum(fen), sum(people)
    from ${events} cross join lateral (${moneyLegs[type]}) as leg (place, holder, fen, people)
    where not (${movesNothing[type] ?? sql`false`})
    group by 1, 2, 3
    on conflict (campaign, place, holder) do update set fen = kept.fen + excluded.fen,
      people = kept.people + excluded.people`;
}
