import type { BankLineKind } from '@canbao/connectors/bank/bank-statement';
import type { PoolClient } from 'pg';

import type { PendingAccount } from './pending-account.ts';

export type NewLine = { readonly kind: BankLineKind; readonly amountFen: number; readonly remark: string };

/** Where the money of a line comes from or goes to; its balance is the other side of the account's. */
export type ContraPlace = 'cash-desk' | 'treasury' | 'health-centre';

/**
 * Books lines in an account that is held, and the other side at its contra place. Booked in order of arrival: never
 * before the line above, never inside a period that was stated. Answers their serials; the caller has seen that the
 * balance suffices, the table's check proves it.
 */
export async function bookLines(
  books: PoolClient,
  account: PendingAccount,
  place: ContraPlace,
  { at, lines }: { readonly at: number; readonly lines: readonly NewLine[] },
): Promise<readonly string[]> {
  const bookedAt = Math.max(at, account.lastBookedAt, account.lastStatedAt + 1);
  const day = new Date(bookedAt + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  let balanceFen = account.balanceFen;
  const booked = lines.map((line, index) => {
    balanceFen += line.amountFen;
    const linePlace = account.lines + index + 1;
    return {
      ...line,
      balanceFen,
      place: linePlace,
      serial: `${account.tail}${day}${String(linePlace).padStart(7, '0')}`,
    };
  });
  await books.query(
    `insert into bank.line (account, place, serial, kind, amount_fen, balance_fen, booked_at, remark)
     select $1, l.place, l.serial, l.kind, l.amount_fen, l.balance_fen, $2, l.remark
     from unnest($3::int[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
       as l (place, serial, kind, amount_fen, balance_fen, remark)`,
    [
      account.account,
      bookedAt,
      booked.map((line) => line.place),
      booked.map((line) => line.serial),
      booked.map((line) => line.kind),
      booked.map((line) => line.amountFen),
      booked.map((line) => line.balanceFen),
      booked.map((line) => line.remark),
    ],
  );
  await books.query(
    'update bank.account set balance_fen = $2, lines = lines + $3, last_booked_at = $4 where account = $1',
    [account.account, balanceFen, booked.length, bookedAt],
  );
  await books.query('update bank.contra set balance_fen = balance_fen - $3 where account = $1 and place = $2', [
    account.account,
    place,
    balanceFen - account.balanceFen,
  ]);
  return booked.map((line) => line.serial);
}
