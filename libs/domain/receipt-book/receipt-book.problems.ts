import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { BookStatus, IssuedBook, OwnEnd } from './issued-book.ts';
import type { ReceiptUse } from './receipt-book.commands.ts';
import { receiptText } from './receipt-number.ts';

const of = problemsOf('receipt-book');

export const receiptBookProblems = {
  badRange: (): Problem =>
    of(
      'bad-range',
      422,
      [
        '号段不对 not a range',
        '起号须从 1 起、不大于止号，号码不超过八位，一本不超过一万号。 From 1, not after the last number, eight digits, at most 10,000 numbers.',
        '核对收据本封面上的起止号。 Compare with the cover of the book.',
      ],
      { field: 'from' },
    ),
  otherSeries: (series: string): Problem =>
    of(
      'other-series',
      422,
      [
        '不是本年度收据 not of this series',
        `本年度收据的字头是 ${series}。 This year's receipts are of series ${series}.`,
        '核对收据字头。 Compare the series.',
      ],
      { field: 'series' },
    ),
  agentUnknown: (): Problem =>
    of(
      'agent-unknown',
      404,
      [
        '没有这名代征人员 no such agent',
        '本乡镇没有这名代征人员。 This township has no such agent.',
        '从代征人员名单中选择。 Choose one of the list.',
      ],
      { field: 'agent' },
    ),
  rangeTaken: (): Problem =>
    of(
      'range-taken',
      409,
      [
        '号段已发放 the range is taken',
        '其中有号码已在另一本中发放，一个号码只用一次。 Another book holds some of these numbers; a number is used once (R-402).',
        '核对起止号。 Compare first and last number.',
      ],
      { field: 'from' },
    ),
  alreadyIssued: (): Problem =>
    of(
      'already-issued',
      409,
      [
        '该本已发放 already issued',
        '这一本已发放，内容不同。 This book has been issued, with other contents.',
        '用新的本号登记。 Record it under another number.',
      ],
      { field: 'book' },
    ),
  unknown: (): Problem =>
    of(
      'unknown',
      404,
      [
        '没有这一本 no such book',
        '您名下没有这一本收据。 You have no such receipt book.',
        '核对本号或收据号。 Compare the number of book or receipt.',
      ],
      { field: 'book' },
    ),
  digestForm: (field: string): Problem =>
    of(
      'digest-form',
      422,
      [
        '照片摘要不对 not a digest',
        '摘要是 64 位十六进制数。 A SHA-256 digest has 64 hexadecimal digits.',
        '重新选择照片或文件。 Choose the photo or document again.',
      ],
      { field },
    ),
  notInBook: ({ series, from, to }: IssuedBook): Problem =>
    of(
      'not-in-book',
      422,
      [
        '号码不在这一本内 not a number of this book',
        `这一本是 ${receiptText({ series, number: from })} 至 ${receiptText({ series, number: to })}。 It holds ${receiptText({ series, number: from })} to ${receiptText({ series, number: to })}.`,
        '照收据右上角录入。 Type it as printed on the receipt.',
      ],
      { field: 'receipt' },
    ),
  notInHand: (status: Exclude<BookStatus, 'issued'>): Problem =>
    status === 'settled'
      ? of('settled', 409, [
          '该本已结清 the book is settled',
          '结清的收据本不再变动。 Nothing of a settled book changes any more.',
          '有疑问请与税务分局联系。 Ask the tax branch.',
        ])
      : of('handed-back', 409, [
          '该本已交回 the book was handed back',
          '交回以后，这一本的号码不再使用、不再作废。 Its numbers are neither used nor voided any more.',
          '找不到的号码请报失，由税务分局结案。 Report what is missing; the tax branch closes the case.',
        ]),
  /** Who: agent, day and registration; never the payer's name. */
  used: ({ registration, agent, receivedOn }: ReceiptUse): Problem =>
    of(
      'used',
      409,
      [
        '收据号已使用 the receipt is used',
        `代征人员 ${agent} 已于 ${receivedOn} 用它登记，登记号 ${registration}。 Agent ${agent} used it on ${receivedOn} for registration ${registration}.`,
        '核对收据号；开错的登记请更正，不能作废收据。 Compare the number; correct the registration instead.',
      ],
      { field: 'receipt' },
    ),
  ended: ({ kind }: OwnEnd): Problem =>
    of(
      'ended',
      409,
      [
        '号码已有去向 the number has ended',
        kind === 'void'
          ? '这个号码已作废。 This number is void.'
          : kind === 'returned'
            ? '这个号码已清点退回。 This number was returned unused.'
            : '这个号码已查明用于一条登记。 This number was traced to a registration.',
        '核对收据号，一个号码只有一个去向。 Compare the number; a number ends once (R-402).',
      ],
      { field: 'receipt' },
    ),
  notUsed: (): Problem =>
    of(
      'not-used',
      409,
      [
        '号码没有使用过 not used',
        '没有登记用过这个号码，谈不上重号。 No registration holds this number, so it cannot be used twice.',
        '找不到的号码请报失。 Report it missing if it cannot be found.',
      ],
      { field: 'receipt' },
    ),
  caseOpen: (): Problem =>
    of(
      'case-open',
      409,
      [
        '号码正在查 a case is open',
        '这个号码已立案，等税务分局结案。 It was reported; the tax branch has to close the case.',
        '把找到的收据交税务分局。 Bring what was found to the tax branch.',
      ],
      { field: 'receipt' },
    ),
  noCase: (): Problem =>
    of(
      'no-case',
      409,
      [
        '没有未结的案件 no open case',
        '这个号码没有立案，或已经结案。 It was not reported, or its case is closed.',
        '刷新后再看。 Look again.',
      ],
      { field: 'receipt' },
    ),
  registrationUnknown: (): Problem =>
    of(
      'registration-unknown',
      404,
      [
        '没有这条登记 no such registration',
        '找不到这条登记。 There is no such registration.',
        '核对登记的收据号。 Compare the receipt number of the registration.',
      ],
      { field: 'registration' },
    ),
  registrationOfAnother: (): Problem =>
    of(
      'registration-of-another',
      409,
      [
        '登记不是这名代征人员的 registered by another agent',
        '这一本只发给一名代征人员，登记须是同一人所办。 The registration must be by the agent who holds the book.',
        '核对登记。 Compare the registration.',
      ],
      { field: 'registration' },
    ),
  tracedBefore: (): Problem =>
    of(
      'traced-before',
      409,
      [
        '登记已说明另一个号码 it explains another number',
        '这条登记已经说明了另一个找不到的号码。 This registration explains another missing number already.',
        '核对登记。 Compare the registration.',
      ],
      { field: 'registration' },
    ),
  heldBy: (registration: string): Problem =>
    of(
      'held',
      409,
      [
        '号码属于一条登记 a registration holds it',
        `登记 ${registration} 用着这个号码。 Registration ${registration} holds this number.`,
        '按“已使用”结案，写明这条登记。 Close the case as used, with this registration.',
      ],
      { field: 'finding' },
    ),
};
