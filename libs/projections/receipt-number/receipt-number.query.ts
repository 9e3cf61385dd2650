import type { ReceiptCaseKind, ReceiptFinding } from '@canbao/domain/receipt-book/receipt-book.events';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { isCaseOpen } from './is-case-open.ts';

/** A number that a registration holds. `receivedOn` is the Shanghai date on the receipt. */
export type UsedNumber = {
  readonly receipt: string;
  readonly registration: string;
  readonly agent: string;
  readonly receivedOn: string;
};

/** Instants are epoch ms on the plan's clock; `end` null = no end by the book's own facts. */
export type MarkedNumber = {
  readonly receipt: string;
  readonly end: 'void' | 'returned' | 'traced' | null;
  readonly endWhy: string;
  readonly endDocument: string | null;
  readonly registration: string | null;
  readonly endAt: number | null;
  readonly caseKind: ReceiptCaseKind | null;
  readonly caseBy: 'agent' | 'tax-branch' | null;
  readonly caseWhy: string | null;
  readonly caseAt: number | null;
  readonly isCaseOpen: boolean;
  /** Of the case that was closed last. */
  readonly finding: ReceiptFinding | null;
  readonly findingWhy: string | null;
  readonly findingDocument: string | null;
  readonly findingRegistration: string | null;
  readonly closedAt: number | null;
};

/** The used numbers of a book, in order. */
const usedOf = (handle: ReadingHandle, book: string): Promise<readonly UsedNumber[]> =>
  read(
    handle,
    sql<UsedNumber>`
      select r.receipt, r.registration, r.agent, r.received_on::text as "receivedOn"
      from ${tableIn(handle, 'receipt-book')} b
      join ${tableIn(handle, 'registration')} r on r.campaign = b.campaign
        and r.receipt between b.series || '-' || lpad(b.first_number::text, 8, '0')
          and b.series || '-' || lpad(b.last_number::text, 8, '0')
      where b.campaign = ${handle.campaign} and b.book = ${book}
      order by r.receipt`,
  );

/** The registration that holds a number; null when none does. */
async function useOf(handle: ReadingHandle, receipt: string): Promise<UsedNumber | null> {
  const rows = await read(
    handle,
    sql<UsedNumber>`
      select receipt, registration, agent, received_on::text as "receivedOn"
      from ${tableIn(handle, 'registration')} where campaign = ${handle.campaign} and receipt = ${receipt}`,
  );
  return rows[0] ?? null;
}

/** Numbers of a book that are void, returned or known for a case, in order. */
const markedOf = (handle: ReadingHandle, book: string): Promise<readonly MarkedNumber[]> =>
  read(
    handle,
    sql<MarkedNumber>`
      select n.receipt, n.end_kind as end, n.end_why as "endWhy", n.end_document as "endDocument", n.registration,
        ${epochMs('n.end_at')} as "endAt", n.case_kind as "caseKind", n.case_by as "caseBy", n.case_why as "caseWhy",
        ${epochMs('n.case_at')} as "caseAt", coalesce(${isCaseOpen}, false) as "isCaseOpen", n.finding,
        n.finding_why as "findingWhy", n.finding_document as "findingDocument",
        n.finding_registration as "findingRegistration", ${epochMs('n.closed_at')} as "closedAt"
      from ${tableIn(handle, 'receipt-number')} n
      where n.campaign = ${handle.campaign} and n.book = ${book}
      order by n.receipt`,
  );

/** Numbers of an agent's books that are not to be written: they have ended, or a case is open. */
async function spentOf(handle: ReadingHandle, agent: string): Promise<ReadonlySet<string>> {
  const rows = await read(
    handle,
    sql<{ receipt: string }>`
      select n.receipt from ${tableIn(handle, 'receipt-book')} b
      join ${tableIn(handle, 'receipt-number')} n on n.campaign = b.campaign and n.book = b.book
      where b.campaign = ${handle.campaign} and b.agent = ${agent} and (n.end_kind is not null or ${isCaseOpen})`,
  );
  return new Set(rows.map(({ receipt }) => receipt));
}

export const receiptNumberQuery = { usedOf, useOf, markedOf, spentOf };
