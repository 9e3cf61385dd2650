import type { PoolClient } from 'pg';

import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, refused, type Outcome } from '../desk/outcome.ts';
import type { ContraPlace } from './book-lines.ts';
import { holdAccount, type PendingAccount } from './pending-account.ts';

const contraPlaces: readonly ContraPlace[] = ['cash-desk', 'treasury', 'health-centre'];

/** Opens a pending account at zero. The same terms again: the first number. */
export async function openAccount(books: PoolClient, asked: Asked): Promise<Outcome> {
  const { body, planAt } = asked;
  const account = body.text('account');
  const holder = body.text('name');
  const township = body.isNull('township')
    ? null
    : { code: body.object('township').text('code'), name: body.object('township').text('name') };
  const depositUnitFen = body.wholeOrNull('depositUnitFen');
  const opened = await books.query<{ number: string }>(
    `insert into bank.account (account, number, holder, township_code, township_name, deposit_unit_fen, opened_at, last_booked_at, last_stated_at)
     values ($1, '99' || lpad(nextval('bank.account_number')::text, 21, '0'), $2, $3, $4, $5, $6, $6, $6)
     on conflict (account) do nothing returning number`,
    [account, holder, township?.code ?? null, township?.name ?? null, depositUnitFen, planAt],
  );
  const [row] = opened.rows;
  if (!row) return existing(await holdAccount(books, account), { holder, township, depositUnitFen });
  await books.query('insert into bank.contra (account, place) select $1, unnest($2::text[])', [account, contraPlaces]);
  await recordEffects(books, asked, 'open-account', [{ businessKey: account, fen: null }]);
  return done({ tail: row.number.slice(-4) });
}

type Terms = Pick<PendingAccount, 'holder' | 'township' | 'depositUnitFen'>;

function existing(known: PendingAccount | null, terms: Terms): Outcome {
  const isSame =
    known !== null &&
    known.holder === terms.holder &&
    known.depositUnitFen === terms.depositUnitFen &&
    known.township?.code === terms.township?.code &&
    known.township?.name === terms.township?.name;
  return isSame ? done({ tail: known.tail }, 1) : refused('account-exists', '该账户已按其他约定开立', 1);
}
