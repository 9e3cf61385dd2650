import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('leftover');

export const leftoverProblems = {
  unknown: (): Problem =>
    of('unknown', 404, [
      '没有这项遗留问题 no such leftover',
      '找不到这项遗留问题。 There is no such leftover.',
      '刷新后再看。 Look again.',
    ]),
  enrolled: (): Problem =>
    of('enrolled', 409, [
      '已登记，不是遗留问题 it is enrolled',
      '该登记已有流水号，费款将入库。 It has a serial number; its premium goes to the treasury.',
      '核对登记。 Compare the registration.',
    ]),
  otherKind: (): Problem =>
    of('other-kind', 409, [
      '已列为另一类 already found',
      '该登记已列为另一类遗留问题。 It stands as a leftover of another kind.',
      '按已列的类别处理。 Settle it as that.',
    ]),
  notPaidBack: (): Problem =>
    of('not-paid-back', 409, [
      '款未退到缴费人 not paid back',
      '退款签收后才能办结。 It is resolved when the payer has signed (R-607).',
      '等代征人员退款签收。 Wait for the agent.',
    ]),
  moneyArrived: (): Problem =>
    of('money-arrived', 409, [
      '有款到账 money arrived',
      '有到账的费款，不能按“无款可退”办结。 Money arrived for it: it has to go back.',
      '申请退款。 Ask for a refund.',
    ]),
  otherOutcome: (): Problem =>
    of('other-outcome', 409, [
      '已办结 already resolved',
      '该问题已按另一结果办结。 It has been resolved otherwise.',
      '查看办结记录。 See how.',
    ]),
};
