import type { Problem } from '../problem.ts';
import { type IssuedBook, numberIn } from './issued-book.ts';
import type { ReceiptBookCommand } from './receipt-book.commands.ts';
import type { ReceiptBookEvent } from './receipt-book.events.ts';
import { receiptBookProblems } from './receipt-book.problems.ts';

type Void = Extract<ReceiptBookCommand, { type: 'VoidReceipt' }>['data'];

/** a spoilt sheet of the own book. A used one stays used, and one that is void is void already. */
export function voidReceipt(
  { agent, receipt, photoSha256, reason, use }: Void,
  book: IssuedBook,
): readonly ReceiptBookEvent[] | Problem {
  if (!/^[0-9a-f]{64}$/.test(photoSha256)) return receiptBookProblems.digestForm('photoSha256');
  if (book.agent !== agent) return receiptBookProblems.unknown();
  const number = numberIn(book, receipt);
  if (number === null) return receiptBookProblems.notInBook(book);
  if (book.ends.get(number)?.kind === 'void') return [];
  if (book.status !== 'issued') return receiptBookProblems.notInHand(book.status);
  if (use !== null) return receiptBookProblems.used(use);
  const end = book.ends.get(number);
  if (end !== undefined) return receiptBookProblems.ended(end);
  if (book.cases.has(number)) return receiptBookProblems.caseOpen();
  const data = { book: book.book, receipt, why: 'spoilt', documentSha256: photoSha256, reason } as const;
  return [{ type: 'ReceiptVoided', data }];
}
