import { deadlineAt } from '@canbao/domain/campaign/campaign-process';

import type { CountyNews } from '../process/county-moved.ts';

/** What has become of the account so far, as the log says it. Instants are plan instants, epoch ms. */
export type AccountProgress = {
  readonly isOpened: boolean;
  readonly isLocked: boolean;
  readonly isLockUnconfirmed: boolean;
  /** Number of the last statement taken; 0 = none. */
  readonly statements: number;
  readonly isClosingTaken: boolean;
};

/** From the policy pack: which deadline locks this account, and when the day's statement is fetched. */
export type AccountTerms = { readonly lockDeadline: string; readonly statementMsOfDay: number };

export type AccountAct = { readonly kind: 'open' | 'statement' | 'lock' | 'closing-statement'; readonly at: number };

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const shanghaiMs = 8 * hourMs;
/** How often, in plan time, the bank is asked for the statement of a locked account (R-304: due within two days). */
const closingEveryMs = 6 * hourMs;

/**
 * The account's next automatic act, or null when its time has not come yet by the county's phases. `askedAt` = plan
 * instant at which the bank was last asked for a statement. Of several days missed, one question fetches them all.
 */
export function nextAccountAct(
  progress: AccountProgress,
  askedAt: number | null,
  news: CountyNews,
  terms: AccountTerms,
): AccountAct | null {
  if (!progress.isOpened) return { kind: 'open', at: 0 };
  if (progress.isLocked) return { kind: 'closing-statement', at: askedAt === null ? 0 : askedAt + closingEveryMs };
  if (!news.open.includes('collect') && !news.closed.includes('collect')) return null;
  const locksAt = deadlineAt(news, terms.lockDeadline);
  const lock: AccountAct | null = locksAt === null ? null : { kind: 'lock', at: locksAt };
  const statement: AccountAct = { kind: 'statement', at: nextStatementAt(askedAt, news, terms) };
  return lock !== null && lock.at <= statement.at ? lock : statement;
}

/** The first time of day of the pack after the last question; before the first one, that of the day it is. */
function nextStatementAt(askedAt: number | null, news: CountyNews, { statementMsOfDay }: AccountTerms): number {
  const from = askedAt ?? news.clock.planStartAt;
  const day = Math.floor((from + shanghaiMs) / dayMs);
  const today = day * dayMs - shanghaiMs + statementMsOfDay;
  return today > from ? today : today + dayMs;
}
