import { isCompleteRemark, parseRemark } from '@canbao/domain/remark';

import type { PendingAccount } from './pending-account.ts';

/** What an agent hands over at the counter. `depositor`: number of the agent's card, `<township>-<village>-<n>`. */
export type CounterDeposit = {
  readonly amountFen: number;
  readonly remark: string;
  readonly depositor: string;
  /** Plan instant of the bank's clock, epoch ms. */
  readonly paidAt: number;
};

export type CounterRefusal = { readonly code: string; readonly reason: string };
type Terms = Pick<PendingAccount, 'township' | 'depositUnitFen' | 'lockedAt' | 'openedAt'>;

/**
 * Why the teller does not take a deposit, or null. The first that applies, in this order: whose account,
 * who stands there, what the remark says, when, how much.
 */
export function counterRefusal(account: Terms, deposit: CounterDeposit): CounterRefusal | null {
  const { township, depositUnitFen, lockedAt } = account;
  if (township === null) return { code: 'no-counter', reason: '财政资助专户不办理柜面存款' };
  if (!/^\d{3}-\d{2}-\d{1,2}$/.test(deposit.depositor))
    return { code: 'not-an-agent', reason: '只收代征人员的存款，请出示代征人员证' };
  const remark = parseRemark(deposit.remark);
  if (!isCompleteRemark(remark)) return { code: 'remark-incomplete', reason: '摘要须写明乡镇、村、代征人员' };
  if (remark.code === null && holdsCode(deposit.remark))
    return { code: 'code-invalid', reason: '交款单号校验不符，请核对交款单' };
  const isHere = remark.township === plain(township.name) || remark.township === township.code;
  if (!isHere || !deposit.depositor.startsWith(`${township.code}-`))
    return { code: 'wrong-account', reason: `本账户只收${township.name}的代征款` };
  if (lockedAt !== null && deposit.paidAt >= lockedAt)
    return { code: 'account-locked', reason: '账户已锁止，不再收存' };
  if (deposit.amountFen <= 0 || (depositUnitFen !== null && deposit.amountFen % depositUnitFen !== 0))
    return { code: 'no-multiple', reason: `金额须为 ${(depositUnitFen ?? 1) / 100} 元的整数倍` };
  return null;
}

/** A word of its own in Latin letters and digits is meant as a slip code: names are written otherwise. */
const holdsCode = (remark: string) =>
  remark
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^0-9A-Z\p{Script=Han}]+/u)
    .some((word) => /^[0-9A-Z]{4,6}$/.test(word));

/** As composeRemark writes a name. */
const plain = (name: string) => name.replaceAll(/[-\s]/g, '');
