import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('refund');
const yuan = (fen: number): string => (fen / 100).toFixed(2);

export const refundProblems = {
  unknown: (): Problem =>
    of('unknown', 404, [
      '没有这笔退款 no such refund',
      '找不到这笔退款申请。 There is no such refund.',
      '核对登记。 Compare the registration.',
    ]),
  reasonRequired: (): Problem =>
    of(
      'reason-required',
      422,
      [
        '缺少理由 a reason is needed',
        '退款须写明理由，至少四个字。 A refund needs a reason of at least four characters.',
        '写明理由后再提交。 Write the reason, then send it.',
      ],
      { field: 'reason' },
    ),
  enrolled: (): Problem =>
    of('enrolled', 409, [
      '已登记参保，不退 it is enrolled',
      '信息正确、未重复、已登记的费款一律不退。 A correct, single payment of an enrolled person is not refunded (R-606).',
      '如有异议，在公示期提出。 Object while the posting stands.',
    ]),
  noLeftover: (): Problem =>
    of('no-leftover', 409, [
      '不在退款范围 nothing to refund',
      '只有列为遗留问题的费款才退。 Only leftovers are refunded (R-606).',
      '先在遗留问题中核实。 Look among the leftovers.',
    ]),
  nothingReceived: (): Problem =>
    of('nothing-received', 409, [
      '没有到账的费款 no money arrived',
      '这条登记没有到账的费款。 No money arrived for it.',
      '按“无款可退”办结遗留问题。 Resolve it as "nothing to return".',
    ]),
  amountDiffers: (receivedFen: number, amountFen: number): Problem =>
    of(
      'amount-differs',
      409,
      [
        '退款金额不符 the amount differs',
        `到账 ${yuan(receivedFen)} 元，申请退 ${yuan(amountFen)} 元。 ${yuan(receivedFen)} yuan came in, ${yuan(amountFen)} are asked back.`,
        '按到账金额退。 Refund what came in.',
      ],
      { field: 'amountFen' },
    ),
  alreadyRequested: (): Problem =>
    of('already-requested', 409, [
      '已申请退款 already asked for',
      '一笔费款只退一次，这一笔已在退款中。 A payment is refunded once; this one is on its way.',
      '查看这笔退款走到哪一步。 See how far it has come.',
    ]),
  otherApproval: (): Problem =>
    of(
      'other-approval',
      409,
      [
        '批准的不是这笔退款 another approval',
        '这笔退款挂在另一项批准申请上。 This refund hangs on another request for approval.',
        '按原申请批准。 Approve the one it was asked with.',
      ],
      { field: 'approvalId' },
    ),
  notApproved: (): Problem =>
    of('not-approved', 409, [
      '退款未获批准 not approved',
      '第二人批准后银行才放款。 The bank releases it after the second person (R-609).',
      '请税务分局批准。 Have the tax branch approve.',
    ]),
  alreadyReleased: (): Problem =>
    of('already-released', 409, [
      '已放款 already released',
      '银行已用另一流水号放款。 The bank released it under another reference.',
      '与银行核对。 Compare with the bank.',
    ]),
  notReleased: (): Problem =>
    of('not-released', 409, [
      '款未到卫生院账户 not at the health centre',
      '银行还没有把款退到卫生院账户。 The bank has not returned it to the health centre.',
      '等银行放款。 Wait for the bank.',
    ]),
  handedToAnother: (): Problem =>
    of(
      'handed-to-another',
      409,
      [
        '已转交他人 handed to another',
        '款已转交给另一名代征人员，或不是原代征人员。 It went to another agent, or this is not the agent who took it.',
        '转交给原代征人员。 Hand it to the agent who took it.',
      ],
      { field: 'agent' },
    ),
  notHandedOn: (): Problem =>
    of('not-handed-on', 409, [
      '款未到代征人员 not handed on',
      '卫生院还没有把款转交给代征人员。 The health centre has not handed it on.',
      '等卫生院转交。 Wait for it.',
    ]),
  notYours: (): Problem =>
    of('not-yours', 404, [
      '没有这笔退款 no such refund',
      '您名下没有这笔退款。 You have no such refund.',
      '核对收据号。 Compare the receipt number.',
    ]),
  alreadyPaid: (): Problem =>
    of(
      'already-paid',
      409,
      [
        '已退给缴费人 already paid',
        '这笔退款已有缴费人签字，只退一次。 The payer has signed for it; once only.',
        '查看签收记录。 See the signature.',
      ],
      { field: 'signatureSha256' },
    ),
};
