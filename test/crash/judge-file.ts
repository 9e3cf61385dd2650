import type { fileContract } from '@canbao/http-contract/file.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { registrationHeads, registrationRows } from '../benchmark/registration-rows.ts';
import type { PatientOwner } from './patient-owner.ts';

/** One row in so many has a sum that is not the premium, and comes back. */
const BAD_EVERY = 97;
const PAGE_ROWS = 1_000;

const isBad = (row: number): boolean => row % BAD_EVERY === 0;

/** A CSV of people and receipts from `first` on. */
export function fileOfRows(first: number, rows: number): Uint8Array<ArrayBuffer> {
  const lines = [...registrationRows({ rows, first, receipt: first + 1 })].map((row, n) =>
    row.map((cell) => (isBad(n) && cell === '250.00' ? '249.00' : cell)).join(','),
  );
  return new Uint8Array(Buffer.from([registrationHeads.join(','), ...lines].join('\r\n')));
}

export type SentFile = {
  readonly intake: string;
  readonly first: number;
  readonly rows: number;
  readonly result: AnswerOf<typeof fileContract.result>;
};

/** What is wrong with a file that has been taken (R-403): empty when every row is once in the log or once among the bad. */
export async function judgeFile(
  { ask }: PatientOwner,
  { first, intake, result, rows }: SentFile,
): Promise<readonly string[]> {
  const bad = Array.from({ length: rows }, (_, n) => n).filter(isBad);
  const { refused, skipped, state, taken, total } = result;
  const expected = { state: 'taken', total: rows, taken: rows - bad.length, refused: bad.length, skipped: 0 };
  const violations = differences({ state, total, taken, refused, skipped }, expected);
  const [registered] = await ask<{ events: number; receipts: number; people: number; least: string; most: string }>(
    `select count(*)::int as events, count(distinct data ->> 'receipt')::int as receipts,
       count(distinct person)::int as people, min(data ->> 'receipt') as least, max(data ->> 'receipt') as most
     from (select person, convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from event
       where type = (select code from event_type where name = 'PersonRegistered')) e
     where data ->> 'file' = $1`,
    [intake],
  );
  const good = rows - bad.length;
  const receipt = (n: number): string => `TC2020-${String(first + n + 1).padStart(8, '0')}`;
  // Row 0 is bad.
  const ends = { least: receipt(1), most: receipt(isBad(rows - 1) ? rows - 2 : rows - 1) };
  violations.push(...differences({ ...registered }, { events: good, receipts: good, people: good, ...ends }));
  const judged = await ask<{ page: number; facts: number; first: string }>(
    `select (data ->> 'page')::int as page, count(*)::int as facts
     from (select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from event
       where type = (select code from event_type where name = 'RowsTaken')) e
     where data ->> 'intake' = $1 group by 1 order by 1`,
    [intake],
  );
  const pages = Array.from({ length: Math.ceil(rows / PAGE_ROWS) }, (_, page) => `${page} once`);
  violations.push(
    ...differences(
      { pages: judged.map(({ facts, page }) => `${page} ${facts === 1 ? 'once' : `${facts} times`}`).join() },
      {
        pages: pages.join(),
      },
    ),
  );
  return violations;
}

function differences(found: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    found[name] === value ? [] : [`${name} is ${String(found[name])}, not ${String(value)}`],
  );
}
