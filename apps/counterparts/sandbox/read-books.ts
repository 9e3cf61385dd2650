import type { Pool } from 'pg';

import { callFigures } from '../books/call-figures.ts';

/**
 * Every party's books in sums: for the season's summary, and for whoever compares them with our own. Money in fen.
 * `residualFen` is zero while the bank's double entry holds.
 */
export async function readBooks(pool: Pool) {
  const [bank, tax, insurance, register] = await Promise.all([
    callFigures(pool, 'bank'),
    callFigures(pool, 'tax'),
    callFigures(pool, 'insurance'),
    callFigures(pool, 'register'),
  ]);
  return {
    bank: { ...bank, ...(await bankSums(pool)) },
    tax: { ...tax, ...(await taxSums(pool)) },
    insurance: { ...insurance, ...(await insuranceSums(pool)) },
    register: { ...register, ...(await one<{ known: string }>(pool, 'select count(*) as known from register.person')) },
  };
}

async function bankSums(pool: Pool) {
  const { rows: accounts } = await pool.query<Record<string, string | boolean>>(
    `select a.account, right(a.number, 4) as tail, a.locked_at is not null as "isLocked", a.is_closing_stated as "isClosingStated",
       a.statements::text, a.balance_fen::text as "balanceFen",
       coalesce(sum(l.amount_fen) filter (where l.kind = 'deposit'), 0)::text as "depositedFen",
       count(l.place) filter (where l.kind = 'deposit')::text as deposits,
       coalesce(-sum(l.amount_fen) filter (where l.kind = 'treasury'), 0)::text as "treasuryFen",
       coalesce(-sum(l.amount_fen) filter (where l.kind = 'returned'), 0)::text as "returnedFen"
     from bank.account a left join bank.line l using (account) group by a.account order by a.account`,
  );
  const sums = await one(
    pool,
    `select (select count(*) from bank.account where locked_at is not null) as locked,
       (select coalesce(sum(balance_fen), 0) from bank.account) as "balanceFen",
       (select coalesce(sum(amount_fen), 0) from bank.line where kind = 'deposit') as "depositedFen",
       (select count(*) from bank.line where kind = 'deposit') as deposits,
       (select coalesce(-sum(amount_fen), 0) from bank.line where kind = 'treasury') as "treasuryFen",
       (select coalesce(-sum(amount_fen), 0) from bank.line where kind = 'returned') as "returnedFen",
       (select count(*) from bank.statement) as statements,
       (select coalesce(sum(balance_fen), 0) from bank.account) + (select coalesce(sum(balance_fen), 0) from bank.contra) as "residualFen"`,
  );
  return { ...sums, accounts: accounts.map(withNumbers) };
}

const taxSums = (pool: Pool) =>
  one(
    pool,
    `select (select count(*) from tax.certificate) as certificates, count(*) as entries,
       coalesce(sum(people), 0) as "enteredPeople", coalesce(sum(fen), 0) as "enteredFen" from tax.entry`,
  );

const insuranceSums = (pool: Pool) =>
  one(
    pool,
    `select (select count(*) from insurance.enrolment) as enrolled, (select count(*) from insurance.refusal) as refused`,
  );

async function one<Row extends Record<string, string>>(pool: Pool, text: string) {
  const { rows } = await pool.query<Row>(text);
  return withNumbers(rows[0] ?? {});
}

/** PostgreSQL's bigints arrive as text; whatever is all digits, but no account or tail, is a number here. */
function withNumbers(row: Record<string, string | boolean>): Record<string, string | boolean | number> {
  const isFigure = (name: string, value: string | boolean) =>
    typeof value === 'string' && name !== 'account' && name !== 'tail';
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isFigure(name, value) ? Number(value) : value]),
  );
}
