import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `firstReceiptAt` starts the holding clock. Instants are epoch ms on the plan's clock. */
export type Bag = {
  readonly code: string;
  readonly agent: string;
  readonly unit: string;
  readonly account: string;
  readonly people: number;
  readonly amountFen: number;
  readonly firstReceiptAt: number;
  readonly closedAt: number;
  /** Banked is the agent's word, matched the bank's line. */
  readonly state: 'closed' | 'banked' | 'matched';
  readonly bankedAt: number | null;
  readonly matchedAt: number | null;
  readonly position: number;
};

const bags = (handle: ReadingHandle, where: RawBuilder<unknown>): Promise<readonly Bag[]> =>
  read(
    handle,
    sql<Bag>`
      select code, agent, unit, account, people, amount_fen as "amountFen",
        ${epochMs('first_receipt_at')} as "firstReceiptAt", ${epochMs('closed_at')} as "closedAt",
        case when matched_position is not null then 'matched' when banked_position is not null then 'banked'
          else 'closed' end as state,
        ${epochMs('banked_at')} as "bankedAt", ${epochMs('matched_at')} as "matchedAt", closed_position as position
      from ${tableIn(handle, 'bag')} where campaign = ${handle.campaign} and ${where}
      order by closed_position desc`,
  );

/** Newest first. */
const ofAgent = (handle: ReadingHandle, agent: string): Promise<readonly Bag[]> => bags(handle, sql`agent = ${agent}`);

const byCode = async (handle: ReadingHandle, code: string): Promise<Bag | null> =>
  (await bags(handle, sql`code = ${code}`))[0] ?? null;

/** Those of an account that no bank line has proved yet: the candidates of P1. */
const unmatched = (handle: ReadingHandle, account: string): Promise<readonly Bag[]> =>
  bags(handle, sql`account = ${account} and matched_position is null`);

export const bagQuery = { ofAgent, byCode, unmatched };
