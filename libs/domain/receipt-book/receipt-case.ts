import type { Problem } from '../problem.ts';
import { type IssuedBook, numberIn } from './issued-book.ts';
import type { CaseFinding, ReceiptBookCommand } from './receipt-book.commands.ts';
import type { ReceiptBookEvent } from './receipt-book.events.ts';
import { receiptBookProblems } from './receipt-book.problems.ts';

type Data<Type extends ReceiptBookCommand['type']> = Extract<ReceiptBookCommand, { type: Type }>['data'];
type Decision = readonly ReceiptBookEvent[] | Problem;

/** a number that is missing, or used twice, is reported by agent or tax branch. */
function report({ agent, receipt, kind, reason, use }: Data<'ReportReceipt'>, book: IssuedBook): Decision {
  if (agent !== null && book.agent !== agent) return receiptBookProblems.unknown();
  const number = numberIn(book, receipt);
  if (number === null) return receiptBookProblems.notInBook(book);
  const open = book.cases.get(number);
  if (open !== undefined) return open === kind ? [] : receiptBookProblems.caseOpen();
  if (book.status === 'settled') return receiptBookProblems.notInHand('settled');
  const end = book.ends.get(number);
  if (kind === 'missing') {
    if (use !== null) return receiptBookProblems.used(use);
    if (end !== undefined) return receiptBookProblems.ended(end);
  } else if (use === null && end?.kind !== 'traced') return receiptBookProblems.notUsed();
  const by = agent === null ? 'tax-branch' : 'agent';
  return [{ type: 'ReceiptReported', data: { book: book.book, receipt, kind, by, reason } }];
}

/** The tax branch's finding closes the case; of a missing number it is also the number's end. */
function close({ receipt, finding, reason, use }: Data<'CloseReceiptCase'>, book: IssuedBook): Decision {
  if (finding.kind !== 'unused' && !/^[0-9a-f]{64}$/.test(finding.documentSha256))
    return receiptBookProblems.digestForm('documentSha256');
  const number = numberIn(book, receipt);
  if (number === null) return receiptBookProblems.notInBook(book);
  const kind = book.cases.get(number);
  if (kind === undefined) return receiptBookProblems.noCase();
  const end = book.ends.get(number);
  const holder = use?.registration ?? (end?.kind === 'traced' ? end.registration : null);
  const closed: ReceiptBookEvent = {
    type: 'ReceiptCaseClosed',
    data: {
      book: book.book,
      receipt,
      kind,
      finding: finding.kind,
      registration: finding.kind === 'used' ? finding.registration : null,
      documentSha256: finding.kind === 'unused' ? null : finding.documentSha256,
      reason,
    },
  };
  if (finding.kind === 'used') return closeAsUsed({ receipt, finding, holder, closed }, book);
  // Somebody used it after it was reported, or two people hold it: it cannot be gone or blank.
  if (holder !== null) return receiptBookProblems.heldBy(holder);
  if (finding.kind === 'lost') {
    const { documentSha256 } = finding;
    return [closed, { type: 'ReceiptVoided', data: { book: book.book, receipt, why: 'lost', documentSha256, reason } }];
  }
  // It is back in the book, and is counted with the rest; after the count it is returned by itself.
  if (book.status !== 'counted') return [closed];
  const ranges = [{ from: number, to: number }];
  return [closed, { type: 'ReceiptsReturned', data: { book: book.book, series: book.series, ranges } }];
}

type ClosingAsUsed = {
  readonly receipt: string;
  readonly finding: Extract<CaseFinding, { kind: 'used' }>;
  /** Registration that holds the number already. */
  readonly holder: string | null;
  readonly closed: ReceiptBookEvent;
};

function closeAsUsed({ receipt, finding, holder, closed }: ClosingAsUsed, book: IssuedBook): Decision {
  const { registration, found } = finding;
  if (found === null) return receiptBookProblems.registrationUnknown();
  if (found.agent !== book.agent) return receiptBookProblems.registrationOfAnother();
  if (holder !== null) return holder === registration ? [closed] : receiptBookProblems.heldBy(holder);
  if (found.receipt === receipt) return [closed];
  return [closed, { type: 'ReceiptTraced', data: { book: book.book, receipt, registration } }];
}

export const receiptCase = { report, close };
