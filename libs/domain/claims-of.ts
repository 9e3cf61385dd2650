import { approvalProblems } from './approval/approval.problems.ts';
import { bagProblems } from './bag/bag.problems.ts';
import type { DomainEvent } from './domain-event.ts';
import { problemsOf } from './problem.ts';
import type { Problem } from './problem.ts';
import { numbersOf } from './receipt-book/number-range.ts';
import { receiptBookProblems } from './receipt-book/receipt-book.problems.ts';
import { receiptText } from './receipt-book/receipt-number.ts';
import { refundProblems } from './refund/refund.problems.ts';
import { registrationProblems } from './registration/registration.problems.ts';

/** A thing that exists once in a campaign; the log refuses a second event that holds it. */
export type Claim = { readonly kind: ClaimKind; readonly key: string };
export type ClaimKind =
  | 'receipt'
  | 'slip'
  | 'bagged'
  | 'enrolled'
  | 'book'
  | 'traced'
  | 'approval'
  | 'refund'
  | 'line'
  | 'matched-bag'
  | 'matched-line';

type DataOf<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>['data'];

/** Events that claim something. Every other event claims nothing. */
const claiming: {
  readonly [Type in DomainEvent['type']]?: (data: DataOf<Type>, person: string | null) => readonly Claim[];
} = {
  PersonRegistered: ({ receipt }) => [{ kind: 'receipt', key: receipt }],
  ReceiptBookIssued: ({ book }) => [{ kind: 'book', key: book }],
  // Every end of a number claims it, as its use does: a number never has two.
  ReceiptVoided: ({ receipt }) => [{ kind: 'receipt', key: receipt }],
  ReceiptsReturned: ({ series, ranges }) =>
    ranges.flatMap(numbersOf).map((number): Claim => ({ kind: 'receipt', key: receiptText({ series, number }) })),
  ReceiptTraced: ({ receipt, registration }) => [
    { kind: 'receipt', key: receipt },
    { kind: 'traced', key: registration },
  ],
  BagClosed: ({ code, registrations }) => [
    { kind: 'slip', key: code },
    ...registrations.map((key): Claim => ({ kind: 'bagged', key })),
  ],
  RegistrationEnrolled: (_data, person) => {
    if (person === null) throw new Error('an enrolment without its person');
    return [{ kind: 'enrolled', key: person }];
  },
  GateOverridden: ({ approvalId }) => [{ kind: 'approval', key: approvalId }],
  TownshipGateOverridden: ({ approvalId }) => [{ kind: 'approval', key: approvalId }],
  PhaseReopened: ({ approvalId }) => [{ kind: 'approval', key: approvalId }],
  RefundRequested: ({ registration }) => [{ kind: 'refund', key: registration }],
  BankLineRecorded: ({ account, serial, place }) => [{ kind: 'line', key: `${account}/${serial}/${place}` }],
  DepositMatched: ({ code, account, serial, place }) => [
    { kind: 'matched-bag', key: code },
    { kind: 'matched-line', key: `${account}/${serial}/${place}` },
  ],
};

/**
 * What an event has to claim in its append (I3, I5, I7, R-402, R-407, R-600): the deciders see one stream, the claims
 * see the county. `person` = the envelope's person key. A refund that is asked for anew holds its claim already.
 */
export function claimsOf<Type extends DomainEvent['type']>(
  { type, data }: { readonly type: Type; readonly data: DataOf<Type> },
  person: string | null,
): readonly Claim[] {
  return claiming[type]?.(data, person) ?? [];
}

const of = problemsOf('claim');

/** What a person is told when the log answers that a claim is held already. */
export function claimTaken(kind: ClaimKind): Problem {
  switch (kind) {
    case 'receipt':
      return registrationProblems.receiptUsed();
    case 'traced':
      return receiptBookProblems.tracedBefore();
    case 'bagged':
      return bagProblems.alreadyBagged();
    case 'slip':
      return bagProblems.codeTaken();
    case 'enrolled':
      return registrationProblems.alreadyEnrolled();
    case 'approval':
      return approvalProblems.alreadyUsed();
    case 'refund':
      return refundProblems.alreadyRequested();
    case 'book':
    case 'line':
    case 'matched-bag':
    case 'matched-line':
      return of('taken', 409, [
        '已登记 recorded already',
        '这一项已经登记过，只能登记一次。 It has been recorded; it exists once.',
        '刷新后再看。 Look again.',
      ]);
  }
}
