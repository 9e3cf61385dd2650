import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { readableInstant } from '../shanghai-date.ts';

const of = problemsOf('registration');
const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));

export const registrationProblems = {
  unknown: (): Problem =>
    of('unknown', 404, [
      '没有这条登记 no such registration',
      '找不到这条登记。 There is no such registration.',
      '核对收据号。 Compare the receipt number.',
    ]),
  alreadyRegistered: (): Problem =>
    of('already-registered', 409, [
      '登记已存在 already registered',
      '该编号的登记已存在，内容不同。 A registration with this number exists, with other contents.',
      '刷新后再看。 Look again.',
    ]),
  receiptForm: (): Problem =>
    of(
      'receipt-form',
      422,
      [
        '收据号格式不对 not a receipt number',
        '收据号为字头、横线和八位数字，如 SC2020-00012345。 A series, a hyphen and eight digits.',
        '照收据右上角录入。 Type it as printed on the receipt.',
      ],
      { field: 'receipt' },
    ),
  dateForm: (): Problem =>
    of(
      'date-form',
      422,
      [
        '收款日期不对 not a date',
        '收款日期须为存在的日期，如 2019-09-25。 The day of receipt must exist.',
        '照收据上的日期录入。 Type the date on the receipt.',
      ],
      { field: 'receivedOn' },
    ),
  notInOwnBook: (): Problem =>
    of(
      'not-in-own-book',
      409,
      [
        '收据号不在本人领用的收据本内 not in your book',
        '这个号码不在您领用的收据本内。 None of your receipt books holds this number.',
        '核对收据号；换了收据本请税务分局登记。 Compare the number; have the tax branch record a new book.',
      ],
      { field: 'receipt' },
    ),
  bookClosed: (): Problem =>
    of(
      'book-closed',
      409,
      [
        '该本收据已交回 the book was handed back',
        '这个号码所在的收据本已交回税务分局，不能再用。 The book with this number was handed back, so it is used no more (R-402).',
        '用手中的收据本；没有的向税务分局领取。 Use a book in hand, or ask the tax branch for one.',
      ],
      { field: 'receipt' },
    ),
  receiptUsed: (): Problem =>
    of(
      'receipt-used',
      409,
      [
        '收据号已使用 the receipt is used',
        '这个收据号已登记、作废或退回，一个号码只用一次。 This number was registered, void or returned; a number is used once (R-402).',
        '核对收据号。 Compare the number.',
      ],
      { field: 'receipt' },
    ),
  notCollecting: (): Problem =>
    of('not-collecting', 409, [
      '本乡镇现在不收费 not collecting',
      '本乡镇集中代征没有开启或已经结束。 This township has not begun to collect, or has ended.',
      '请与乡镇征缴办公室联系。 Ask the township office.',
    ]),
  beforeWindow: (firstOn: string): Problem =>
    of(
      'before-window',
      422,
      [
        '未到收费时间 before the window',
        `第一张收据从 ${firstOn} 开始。 The first receipt is of ${firstOn}.`,
        '到时再收。 Collect from then on.',
      ],
      { field: 'receivedOn' },
    ),
  afterWindow: (lastDepositAt: number): Problem =>
    of(
      'after-window',
      422,
      [
        '已过收费时间 after the window',
        `代征至 ${readableInstant(lastDepositAt)} 为止。 Agents collect until then.`,
        '11 月 1 日起由缴费人个人缴费。 From 11-01 the payer pays individually.',
      ],
      { field: 'receivedOn' },
    ),
  inTheFuture: (): Problem =>
    of(
      'in-the-future',
      422,
      [
        '收款日期在今后 in the future',
        '收款日期不能晚于今天。 The day of receipt lies ahead.',
        '照收据上的日期录入。 Type the date on the receipt.',
      ],
      { field: 'receivedOn' },
    ),
  /** exactly the premium. */
  notThePremium: (premiumFen: number, amountFen: number): Problem =>
    of(
      'not-the-premium',
      422,
      [
        '金额不符，少一分也不行 not the premium',
        `每人 ${yuan(premiumFen)} 元，所填 ${yuan(amountFen)} 元。 The premium is ${yuan(premiumFen)} yuan, ${yuan(amountFen)} were given: not one fen less.`,
        `按 ${yuan(premiumFen)} 元收取并登记。 Take and register exactly that.`,
      ],
      { field: 'amountFen' },
    ),
  notWaitingForThis: (): Problem =>
    of('not-waiting-for-this', 409, [
      '不在这一轮筛查之列 not waiting for this check',
      '该登记不在这一轮、这一环节之列。 It does not wait for this round and stage.',
      '刷新后再看。 Look again.',
    ]),
  alreadyChecked: (): Problem =>
    of('already-checked', 409, [
      '这一轮已有结论 already checked',
      '该登记这一轮已有不同的结论。 It has another verdict of this round.',
      '刷新后再看。 Look again.',
    ]),
  reasonsRequired: (): Problem =>
    of(
      'reasons-required',
      422,
      [
        '缺少退回理由 a reason is needed',
        '退回须写明理由。 A row comes back with reasons.',
        '至少选择一项理由。 Choose at least one.',
      ],
      { field: 'reasons' },
    ),
  notReturned: (): Problem =>
    of('not-returned', 409, [
      '未被退回 not returned',
      '只有被退回的登记才能更正。 Only what came back is corrected.',
      '等筛查结果。 Wait for the check.',
    ]),
  /** */
  missingKeyField: (): Problem =>
    of('missing-key-field', 422, [
      '缺少关键信息 a key field is missing',
      '缺少村民小组，不能通过初检。 The group is missing, so the row does not pass.',
      '退回代征人补齐。 Return it to its agent.',
    ]),
  /** */
  feedbackMissing: (): Problem =>
    of('feedback-missing', 409, [
      '反馈未到 no feedback yet',
      '税务分局的反馈还没有经卫生院返回。 The tax branch has not returned its feedback through the health centre.',
      '反馈返回后再更正。 Correct it once the feedback is there.',
    ]),
  notYours: (): Problem =>
    of('not-yours', 404, [
      '没有这条登记 no such registration',
      '您名下没有这条登记。 You have no such registration.',
      '核对收据号。 Compare the receipt number.',
    ]),
  notMendable: (): Problem =>
    of('not-mendable', 409, [
      '无法更正 cannot be corrected',
      '退回的原因不是信息错误，不能由代征人员更正。 It did not come back for wrong data.',
      '所缴费款按遗留问题退还。 The money goes back as a leftover.',
    ]),
  roundsOver: (): Problem =>
    of('rounds-over', 409, [
      '两轮已完 the rounds are over',
      '二次筛查未通过的列为遗留问题，不再更正。 What fails the second round is a leftover (R-406).',
      '按遗留问题处理。 Settle it as a leftover.',
    ]),
  nothingChanged: (): Problem =>
    of('nothing-changed', 422, [
      '没有改动 nothing changed',
      '更正须改动至少一项。 A correction changes at least one field.',
      '对照身份证更正后再提交。 Correct it from the card, then send it.',
    ]),
  notPassed: (): Problem =>
    of('not-passed', 409, [
      '未通过二次筛查 not passed',
      '只有通过二次筛查的登记才能登记入库。 Only what passed the second tax screening is enrolled.',
      '等二次筛查。 Wait for it.',
    ]),
  notFunded: (): Problem =>
    of('not-funded', 409, [
      '费款未到账 its money has not arrived',
      '没有与银行流水相符的存款。 No bank line is matched with it (R-410).',
      '先核对存款。 Match the deposit first.',
    ]),
  isLeftover: (): Problem =>
    of('is-leftover', 409, [
      '已列为遗留问题 it is a leftover',
      '该登记已列为遗留问题，费款要退还。 Its money goes back, so it cannot be enrolled.',
      '按遗留问题处理。 Settle it as a leftover.',
    ]),
  alreadyEnrolled: (): Problem =>
    of('already-enrolled', 409, [
      '已登记 already enrolled',
      '该登记已有另一个流水号或结果，一人一年只登记一次。 It has another serial number or answer; once a year (R-407).',
      '与医保局核对。 Compare with the bureau.',
    ]),
  notEnrolled: (): Problem =>
    of('not-enrolled', 409, [
      '未登记 not enrolled',
      '没有登记流水号，不能开票。 No certificate without a serial number (R-605).',
      '等医保局的导入结果。 Wait for the bureau.',
    ]),
  alreadyCertified: (): Problem =>
    of('already-certified', 409, [
      '已开票 already certified',
      '该登记已有另一张完税证明。 It has another certificate.',
      '与税务分局核对。 Compare with the tax branch.',
    ]),
  notCertified: (): Problem =>
    of('not-certified', 409, [
      '未开票 not certified',
      '没有完税证明，不能入库。 No entry without a certificate (R-605).',
      '先开票。 Issue the certificate first.',
    ]),
  alreadyEntered: (): Problem =>
    of('already-entered', 409, [
      '已入库 already entered',
      '该费款已在另一批入库。 Its premium was entered with another page.',
      '与税务分局核对。 Compare with the tax branch.',
    ]),
};
