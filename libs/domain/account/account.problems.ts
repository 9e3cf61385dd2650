import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { readableInstant } from '../shanghai-date.ts';

const of = problemsOf('account');

export const accountProblems = {
  notOpen: (): Problem =>
    of('not-open', 409, [
      '账户未开立 not open',
      '该待解专户还没有开立。 The pending account has not been opened.',
      '等银行开户。 Wait for the bank.',
    ]),
  otherTail: (): Problem =>
    of('other-tail', 409, [
      '账户已开立 already open',
      '该待解专户已开立，尾号不同。 It is open under another number.',
      '与银行核对尾号。 Compare the last digits with the bank.',
    ]),
  tooEarly: (lockDueAt: number): Problem =>
    of('too-early', 409, [
      '未到锁户时间 too early to lock',
      `${readableInstant(lockDueAt)} 起锁户。 It is locked from then on (R-304).`,
      '等到该时间。 Wait until then.',
    ]),
  otherInstant: (): Problem =>
    of('other-instant', 409, [
      '已锁户 already locked',
      '该待解专户已于另一时间锁止。 It was locked at another instant.',
      '与银行核对。 Compare with the bank.',
    ]),
  notLocked: (): Problem =>
    of('not-locked', 409, [
      '账户未锁止 not locked',
      '锁户后才能清零。 It is cleared after the lock.',
      '先锁户。 Lock it first.',
    ]),
  notEmpty: (bankBalanceFen: number, ownBalanceFen: number): Problem =>
    of('not-empty', 409, [
      '账户未清零 not at zero',
      `银行余额 ${bankBalanceFen} 分，本系统余额 ${ownBalanceFen} 分。 Fen at the bank and by our books.`,
      '先退款或入库，再清零。 Return or enter what is left.',
    ]),
};
