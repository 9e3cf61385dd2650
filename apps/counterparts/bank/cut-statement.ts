import { createHash } from 'node:crypto';

import { bankLineKinds, type BankLine } from '@canbao/connectors/bank/bank-statement';
import { statementCodec } from '@canbao/connectors/bank/statement.codec';
import { fen } from '@canbao/domain/fen';
import type { PoolClient } from 'pg';

import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';
import { holdAccount, type PendingAccount } from './pending-account.ts';

/**
 * Statement `number` of an account: cut when it is first asked for, the same file ever after. States every line booked
 * since the last one. Nothing to state: no plan time has passed since, or the account is locked and its closing
 * statement is not ready. After the closing statement come those of treasury entries and refunds.
 */
export const cutStatement =
  (name: string, number: number) =>
  async (books: PoolClient, { planAt }: Asked): Promise<Outcome> => {
    const account = await holdAccount(books, name);
    if (!account) return refused('unknown-account', '没有这个账户');
    const { rows } = await books.query<{ is_closing: boolean; file: string }>(
      'select is_closing, file from bank.statement where account = $1 and number = $2',
      [name, number],
    );
    const [cut] = rows;
    if (cut) return handedOver(number, cut.is_closing, cut.file);
    if (number !== account.statements + 1) return refused('unknown-statement', `没有第 ${number} 份流水`);
    const isClosing = account.lockedAt !== null && !account.isClosingStated;
    if (planAt <= account.lastStatedAt || (isClosing && planAt < (account.closingAt ?? planAt)))
      return done({ isReady: false });
    const file = await writeFile(books, account, { number, to: planAt, isClosing });
    return handedOver(number, isClosing, file);
  };

const handedOver = (number: number, isClosing: boolean, file: string) =>
  done({ isReady: true, number, isClosing, file, sha256: createHash('sha256').update(file).digest('hex') });

type Cut = { readonly number: number; readonly to: number; readonly isClosing: boolean };

async function writeFile(books: PoolClient, account: PendingAccount, { number, to, isClosing }: Cut): Promise<string> {
  const lines = await linesUntil(books, account, to);
  const sum = (amounts: readonly number[]) => fen(amounts.reduce((total, amount) => total + amount, 0));
  const openingFen = fen(account.lastStatedFen);
  const closingFen = sum([openingFen, ...lines.map(({ amountFen }) => amountFen)]);
  const file = statementCodec.write({
    account: account.account,
    holder: account.holder,
    tail: account.tail,
    number,
    from: account.lastStatedAt,
    to,
    openingFen,
    closingFen,
    creditFen: sum(lines.map(({ amountFen }) => Math.max(amountFen, 0))),
    debitFen: sum(lines.map(({ amountFen }) => Math.max(0 - amountFen, 0))),
    isClosing,
    lines,
  });
  await books.query('insert into bank.statement (account, number, is_closing, file) values ($1, $2, $3, $4)', [
    account.account,
    number,
    isClosing,
    file,
  ]);
  await books.query(
    `update bank.account set statements = $2, last_stated_at = $3, last_stated_place = last_stated_place + $4, last_stated_fen = $5,
       is_closing_stated = is_closing_stated or $6 where account = $1`,
    [account.account, number, to, lines.length, closingFen, isClosing],
  );
  return file;
}

type LineRow = {
  place: number;
  serial: string;
  kind: string;
  amount_fen: string;
  balance_fen: string;
  booked_at: string;
  remark: string;
};

async function linesUntil(books: PoolClient, account: PendingAccount, to: number): Promise<readonly BankLine[]> {
  const { rows } = await books.query<LineRow>(
    'select * from bank.line where account = $1 and place > $2 and booked_at <= $3 order by place',
    [account.account, account.lastStatedPlace, to],
  );
  return rows.map((row) => ({
    place: row.place,
    serial: row.serial,
    kind: bankLineKinds.find((kind) => kind === row.kind) ?? 'other',
    amountFen: fen(Number(row.amount_fen)),
    balanceFen: fen(Number(row.balance_fen)),
    bookedAt: Number(row.booked_at),
    remark: row.remark,
  }));
}
