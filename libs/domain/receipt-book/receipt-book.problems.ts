import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

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
};
