import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Money in fen as the bank states it; debits are negative. Instants are epoch ms on the plan's clock. */
export type Account = {
  /** Township code, or `subsidy`. */
  readonly account: string;
  /** The township's name; null for `subsidy`. */
  readonly township: string | null;
  readonly tail: string | null;
  readonly state: 'planned' | 'open' | 'locked' | 'lock-unconfirmed' | 'cleared';
  readonly openedAt: number | null;
  readonly lockedAt: number | null;
  readonly clearedAt: number | null;
  readonly statements: number;
  readonly lastStatementNumber: number | null;
  readonly lastStatementTo: string | null;
  readonly closingFen: number | null;
  readonly isClosingTaken: boolean;
  readonly depositFen: number;
  readonly treasuryFen: number;
  readonly returnedFen: number;
  readonly otherFen: number;
  readonly matchedLines: number;
  readonly matchedFen: number;
  readonly unidentifiedLines: number;
  readonly unidentifiedFen: number;
};

/** Every township's account in the scheme's order, then `subsidy`; also those not opened yet. */
const all = (handle: ReadingHandle): Promise<readonly Account[]> =>
  read(
    handle,
    sql<Account>`
      select p.account, p.name as township, a.tail,
        case when a.cleared_at is not null then 'cleared' when a.locked_at is not null then 'locked'
          when a.lock_unconfirmed_at is not null then 'lock-unconfirmed' when a.opened_at is not null then 'open'
          else 'planned' end as state,
        ${epochMs('a.opened_at')} as "openedAt", ${epochMs('a.locked_at')} as "lockedAt",
        ${epochMs('a.cleared_at')} as "clearedAt", coalesce(a.statements, 0) as statements,
        a.last_number as "lastStatementNumber", a.last_to as "lastStatementTo", a.closing_fen as "closingFen",
        coalesce(a.is_closing_taken, false) as "isClosingTaken", coalesce(a.deposit_fen, 0) as "depositFen",
        coalesce(a.treasury_fen, 0) as "treasuryFen", coalesce(a.returned_fen, 0) as "returnedFen",
        coalesce(a.other_fen, 0) as "otherFen", coalesce(a.matched_lines, 0) as "matchedLines",
        coalesce(a.matched_fen, 0) as "matchedFen", coalesce(a.unidentified_lines, 0) as "unidentifiedLines",
        coalesce(a.unidentified_fen, 0) as "unidentifiedFen"
      from (
        select code as account, name, place from ${tableIn(handle, 'township')} where campaign = ${handle.campaign}
        union all select 'subsidy', null, 1000000
      ) p
      left join ${tableIn(handle, 'account')} a on a.campaign = ${handle.campaign} and a.account = p.account
      order by p.place`,
  );

const byName = async (handle: ReadingHandle, account: string): Promise<Account | null> =>
  (await all(handle)).find((row) => row.account === account) ?? null;

export const accountQuery = { all, byName };
