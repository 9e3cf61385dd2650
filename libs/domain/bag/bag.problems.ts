import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { readableInstant } from '../shanghai-date.ts';

const of = problemsOf('bag');
const yuan = (fen: number): string => (fen / 100).toFixed(2);

export const bagProblems = {
  unknown: (): Problem =>
    of(
      'unknown',
      404,
      [
        '没有这个缴款袋 no such bag',
        '找不到这个缴款码。 There is no bag with this code.',
        '核对缴款码。 Compare the code.',
      ],
      { field: 'code' },
    ),
  badCode: (): Problem =>
    of(
      'bad-code',
      422,
      [
        '缴款码不对 not a slip code',
        '缴款码为五位，末位是校验位。 A slip code has five symbols, the last checks the others.',
        '照缴款单录入。 Type it as on the slip.',
      ],
      { field: 'code' },
    ),
  codeTaken: (): Problem =>
    of(
      'code-taken',
      409,
      [
        '缴款码已用 the code is taken',
        '这个缴款码已经用于另一袋。 Another bag has this code.',
        '换一个缴款码。 Take another code.',
      ],
      { field: 'code' },
    ),
  alreadyClosed: (): Problem =>
    of(
      'already-closed',
      409,
      [
        '缴款袋已封 already closed',
        '封好的袋不能再改。 A closed bag is never changed.',
        '用新的缴款码另封一袋。 Close another bag.',
      ],
      { field: 'code' },
    ),
  alreadyBagged: (): Problem =>
    of(
      'already-bagged',
      409,
      [
        '收据已在袋中 already bagged',
        '其中有收据已经封入另一袋。 One of these receipts is in another bag.',
        '刷新后按手中现金重新封袋。 Look again, then bag what is in hand.',
      ],
      { field: 'registrations' },
    ),
  empty: (): Problem =>
    of(
      'empty',
      422,
      [
        '袋是空的 the bag is empty',
        '手中没有可以封袋的现金。 There is no cash to put into it.',
        '收款登记后再封袋。 Collect first.',
      ],
      { field: 'registrations' },
    ),
  receiptTwice: (): Problem =>
    of(
      'receipt-twice',
      422,
      [
        '收据重复 a receipt twice',
        '同一张收据列了两次。 One receipt is listed twice.',
        '每张收据只列一次。 List each once.',
      ],
      { field: 'registrations' },
    ),
  notYours: (): Problem =>
    of(
      'not-yours',
      404,
      [
        '没有这张收据 no such receipt',
        '其中有收据不在您名下。 One of these receipts is not yours.',
        '只封自己的收据。 Bag your own receipts.',
      ],
      { field: 'registrations' },
    ),
  tooMany: (most: number): Problem =>
    of(
      'too-many',
      422,
      [
        '超过每袋人数 too many people',
        `一袋最多 ${most} 人。 A bag holds at most ${most} people.`,
        '分成两袋。 Close two bags.',
      ],
      { field: 'registrations' },
    ),
  overCap: (capFen: number): Problem =>
    of(
      'over-cap',
      422,
      [
        '超过限额 over the cap',
        `一袋最多 ${yuan(capFen)} 元。 A bag holds at most ${yuan(capFen)} yuan (R-601).`,
        '分成两袋。 Close two bags.',
      ],
      { field: 'registrations' },
    ),
  amountDiffers: (sumFen: number, countedFen: number): Problem =>
    of(
      'amount-differs',
      409,
      [
        '金额与收据不符 the sum differs',
        `收据合计 ${yuan(sumFen)} 元，清点 ${yuan(countedFen)} 元。 The receipts add up to ${yuan(sumFen)} yuan, ${yuan(countedFen)} were counted.`,
        '重新清点，或核对收据。 Count again, or compare the receipts.',
      ],
      { field: 'amountFen' },
    ),
  depositsOver: (at: number): Problem =>
    of('deposits-over', 409, [
      '存款已截止 deposits are over',
      `银行收款至 ${readableInstant(at)} 为止。 The bank takes deposits until then (R-304).`,
      '报乡镇征缴办公室，按遗留问题处理。 Tell the township office; it is a leftover.',
    ]),
  notYourBag: (): Problem =>
    of(
      'not-your-bag',
      404,
      ['没有这个缴款袋 no such bag', '您名下没有这个缴款袋。 You have no such bag.', '核对缴款码。 Compare the code.'],
      { field: 'code' },
    ),
  alreadyBanked: (): Problem =>
    of(
      'already-banked',
      409,
      [
        '已登记存款 already banked',
        '这一袋已用另一张回单登记存款。 This bag has been banked with another teller slip.',
        '核对回单。 Compare the slips.',
      ],
      { field: 'tellerSlipSha256' },
    ),
};
