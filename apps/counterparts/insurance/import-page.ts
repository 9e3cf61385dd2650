import type { BureauRow, BureauVerdict } from '@canbao/connectors/insurance/insurance.connector';
import { Misshapen } from '@canbao/connectors/misshapen';
import type { PoolClient } from 'pg';

import { recordEffects } from '../books/record-effects.ts';
import type { Asked } from '../desk/asked.ts';
import { done, type Outcome } from '../desk/outcome.ts';
import { seededShare } from '../fault/draw-fault.ts';

const mostRows = 1_000;
/** Two in a thousand: the bureau knows of an employee insurance that the register did not. */
const refusedShare = 0.002;
const employeeInsured = '医保系统中有职工参保信息，不能重复参保';
const enrolledBefore = '该人本年度已参加居民医保';

/** every row enrolled or refused; a registration that was imported before keeps its verdict. */
export const importPage =
  (seed: number) =>
  async (books: PoolClient, asked: Asked): Promise<Outcome> => {
    const { rows, coverageYear } = readPage(asked);
    const earlier = await verdictsBefore(books, rows);
    const fresh = rows.filter(({ registration }) => !earlier.has(registration));
    const draw = (row: BureauRow) => seededShare(seed, 'bureau', coverageYear, row.idNumber) < refusedShare;
    const enrolled = await enrol(
      books,
      fresh.filter((row) => !draw(row)),
      coverageYear,
    );
    const refusals = fresh
      .filter(({ registration }) => !enrolled.has(registration))
      .map((row) => ({ registration: row.registration, refused: draw(row) ? employeeInsured : enrolledBefore }));
    await books.query(
      'insert into insurance.refusal (registration, reason) select r.registration, r.reason from unnest($1::text[], $2::text[]) as r (registration, reason)',
      [refusals.map(({ registration }) => registration), refusals.map(({ refused }) => refused)],
    );
    await recordEffects(
      books,
      asked,
      'enrolment',
      [...enrolled.keys()].map((businessKey) => ({ businessKey, fen: null })),
    );
    const known = new Map<string, BureauVerdict>([
      ...earlier,
      ...enrolled,
      ...refusals.map((row) => [row.registration, row] as const),
    ]);
    const verdicts = rows.map(({ registration }) => known.get(registration));
    return done({ control: { rows: rows.length, fen: 0 }, verdicts }, earlier.size);
  };

function readPage({ body }: Asked): { readonly rows: readonly BureauRow[]; readonly coverageYear: number } {
  const rows = body.list('rows', (row) => ({
    registration: row.text('registration'),
    idNumber: row.text('idNumber').trim().toUpperCase(),
    name: row.text('name'),
    unit: row.text('unit'),
  }));
  const coverageYear = body.whole('coverageYear');
  const isSound =
    rows.length > 0 &&
    rows.length <= mostRows &&
    new Set(rows.map(({ registration }) => registration)).size === rows.length;
  if (!isSound) throw new Misshapen('rows');
  if (coverageYear < 2000 || coverageYear > 2100) throw new Misshapen('coverageYear');
  return { rows, coverageYear };
}

async function verdictsBefore(books: PoolClient, rows: readonly BureauRow[]): Promise<Map<string, BureauVerdict>> {
  const { rows: known } = await books.query<{
    registration: string;
    serial: string | null;
    benefit_start_on: string | null;
    reason: string | null;
  }>(
    `select registration, serial, benefit_start_on, null as reason from insurance.enrolment where registration = any ($1::text[])
     union all select registration, null, null, reason from insurance.refusal where registration = any ($1::text[])`,
    [rows.map(({ registration }) => registration)],
  );
  return new Map(
    known.map(({ registration, serial, benefit_start_on: benefitStartOn, reason }) => [
      registration,
      serial !== null && benefitStartOn !== null
        ? { registration, serial, benefitStartOn }
        : { registration, refused: reason ?? '' },
    ]),
  );
}

/** Whoever is in the books of that year under another registration is passed over, also when both stand on one page. */
async function enrol(
  books: PoolClient,
  rows: readonly BureauRow[],
  coverageYear: number,
): Promise<Map<string, BureauVerdict>> {
  const benefitStartOn = `${coverageYear}-01-01`;
  // In one order: two pages with the same people wait for each other instead of deadlocking.
  const sorted = rows.toSorted((a, b) => (a.idNumber < b.idNumber ? -1 : 1));
  const { rows: enrolled } = await books.query<{ registration: string; serial: string }>(
    `insert into insurance.enrolment (registration, coverage_year, id_number, serial, unit, benefit_start_on)
     select r.registration, $1::int, r.id_number, 'YB' || $1::int::text || lpad(nextval('insurance.serial_number')::text, 9, '0'), r.unit, $2
     from unnest($3::text[], $4::text[], $5::text[]) as r (registration, id_number, unit)
     on conflict do nothing returning registration, serial`,
    [
      coverageYear,
      benefitStartOn,
      sorted.map((row) => row.registration),
      sorted.map((row) => row.idNumber),
      sorted.map((row) => row.unit),
    ],
  );
  return new Map(enrolled.map(({ registration, serial }) => [registration, { registration, serial, benefitStartOn }]));
}
