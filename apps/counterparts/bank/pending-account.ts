import type { PoolClient } from 'pg';

/** A pending account as the bank knows it. Instants are plan instants, epoch ms. */
export type PendingAccount = {
  readonly account: string;
  readonly tail: string;
  readonly holder: string;
  readonly township: { readonly code: string; readonly name: string } | null;
  readonly depositUnitFen: number | null;
  readonly openedAt: number;
  readonly lockedAt: number | null;
  readonly closingAt: number | null;
  readonly isClosingStated: boolean;
  readonly balanceFen: number;
  readonly lines: number;
  readonly lastBookedAt: number;
  readonly statements: number;
  readonly lastStatedAt: number;
  readonly lastStatedPlace: number;
  readonly lastStatedFen: number;
};

type Row = Readonly<
  Record<
    | 'account'
    | 'number'
    | 'holder'
    | 'opened_at'
    | 'balance_fen'
    | 'last_booked_at'
    | 'last_stated_at'
    | 'last_stated_fen',
    string
  >
> &
  Readonly<Record<'township_code' | 'township_name' | 'deposit_unit_fen' | 'locked_at' | 'closing_at', string | null>> &
  Readonly<Record<'lines' | 'statements' | 'last_stated_place', number>> & { readonly is_closing_stated: boolean };

/** Reads and holds an account until the transaction ends: everything booked in it goes one after the other. */
export async function holdAccount(books: PoolClient, account: string): Promise<PendingAccount | null> {
  const { rows } = await books.query<Row>('select * from bank.account where account = $1 for update', [account]);
  const [row] = rows;
  return row ? pendingAccount(row) : null;
}

const wholeOrNull = (text: string | null) => (text === null ? null : Number(text));

const pendingAccount = (row: Row): PendingAccount => ({
  account: row.account,
  tail: row.number.slice(-4),
  holder: row.holder,
  township:
    row.township_code === null || row.township_name === null
      ? null
      : { code: row.township_code, name: row.township_name },
  depositUnitFen: wholeOrNull(row.deposit_unit_fen),
  openedAt: Number(row.opened_at),
  lockedAt: wholeOrNull(row.locked_at),
  closingAt: wholeOrNull(row.closing_at),
  isClosingStated: row.is_closing_stated,
  balanceFen: Number(row.balance_fen),
  lines: row.lines,
  lastBookedAt: Number(row.last_booked_at),
  statements: row.statements,
  lastStatedAt: Number(row.last_stated_at),
  lastStatedPlace: row.last_stated_place,
  lastStatedFen: Number(row.last_stated_fen),
});
