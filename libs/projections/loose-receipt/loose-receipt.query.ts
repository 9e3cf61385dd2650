import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `receivedAt` (epoch ms, plan) starts the holding clock: R-601. */
export type LooseReceipt = {
  readonly registration: string;
  readonly agent: string;
  readonly receipt: string;
  readonly person: string;
  readonly amountFen: number;
  readonly receivedAt: number;
};

/** The cash of one agent that is in no bag, oldest first: the order in which a bag is filled. */
const ofAgent = (handle: ReadingHandle, agent: string): Promise<readonly LooseReceipt[]> =>
  read(
    handle,
    sql<LooseReceipt>`
      select registration, agent, receipt, person, amount_fen as "amountFen", ${epochMs('first_at')} as "receivedAt"
      from ${tableIn(handle, 'loose-receipt')} where campaign = ${handle.campaign} and agent = ${agent}
      order by first_at, position`,
  );

export const looseReceiptQuery = { ofAgent };
