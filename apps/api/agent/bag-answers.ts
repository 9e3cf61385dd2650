import { composeRemark } from '@canbao/domain/remark';
import { holdingDueAt, type TwoLimits } from '@canbao/domain/two-limits';
import type { Bag } from '@canbao/projections/bag/bag.query';

/** What a slip says beside its code: names for the bank's remark, and the account the money has to go to. */
export type SlipNames = {
  readonly township: string;
  readonly village: string;
  readonly agent: string;
  readonly accountName: string;
  readonly accountTail: string;
};

/** Bags as their agent sees them, with the line to copy into the remark. */
export const bagAnswers = (bags: readonly Bag[], names: SlipNames, limits: TwoLimits) =>
  bags.map(({ code, people, amountFen, closedAt, state, firstReceiptAt }) => ({
    code,
    people,
    amountFen,
    closedAt: new Date(closedAt).toISOString(),
    state,
    dueAt: holdingDueAt(firstReceiptAt, limits),
    remark: composeRemark({ township: names.township, village: names.village, agent: names.agent, code }),
    accountName: names.accountName,
    accountTail: names.accountTail,
  }));
