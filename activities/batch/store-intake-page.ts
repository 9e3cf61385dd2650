import { type HeldCash, yuanLimitAlert } from '@canbao/domain/holding/yuan-limit-alert';
import type { RefusedRow } from '@canbao/domain/intake/intake.events';
import { bulkAppend, type RowRefusal } from '@canbao/event-log/bulk-append';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import { claimHolders } from '@canbao/event-log/claim-holders';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStream } from '@canbao/event-log/read-stream';
import { ApplicationFailure } from '@temporalio/common';

import type { CampaignBulks } from '../campaign-bulks.ts';
import type { DecidedPage, GoodRow, IntakeRun } from './intake-page.ts';
import type { IntakeTerms } from './intake-terms.ts';

/** taken + skipped + the refused rows = the page. */
export type StoredPage = {
  readonly taken: number;
  /** Had been taken before: from this file, or the same payment from another. */
  readonly skipped: number;
  readonly refused: readonly RefusedRow[];
};

/** Cash per agent as it stands behind the pages stored so far: the reading tables follow later. */
export type CashInHand = Map<string, HeldCash>;

/** The page's rows in one append, its command `intake-<intake>/<page>`: stored once, whoever repeats it. */
export async function storeIntakePage(
  { log, bulks }: { readonly log: EventLog; readonly bulks: CampaignBulks },
  run: IntakeRun & { readonly page: number },
  decided: DecidedPage,
  about: { readonly terms: IntakeTerms; readonly cash: CashInHand },
): Promise<StoredPage> {
  if (decided.rows.length === 0) return { taken: 0, skipped: 0, refused: decided.refused };
  const commandId = `intake-${run.intake}/${run.page}`;
  const outcome = await bulkAppend(await bulks.of(run.campaign), {
    commandId,
    digest: digestOf(commandId),
    rows: [...decided.rows, ...(await alertRows(log, run, decided.from, about))],
  });
  if (outcome.kind === 'closed' || outcome.kind === 'other-body')
    throw ApplicationFailure.nonRetryable(commandId, 'IntakeRefused');
  const left = outcome.refused.filter(({ row }) => row < decided.rows.length);
  const used = await usedReceipts(log, run.campaign, left, decided.from);
  return {
    taken: decided.rows.length - left.length,
    skipped: left.length - used.length,
    refused: [...decided.refused, ...used],
  };
}

/**
 * Of the rows that the log left out: the same person under the same receipt was taken before, by whatever file it came,
 * and is skipped; a receipt that holds for somebody else is refused.
 */
async function usedReceipts(
  log: EventLog,
  campaign: string,
  left: readonly RowRefusal[],
  from: readonly GoodRow[],
): Promise<readonly RefusedRow[]> {
  const taken = left.flatMap((refusal) =>
    refusal.kind === 'taken' ? [{ ...from[refusal.row]!, isReceipt: refusal.claim.kind === 'receipt' }] : [],
  );
  const receipts = taken.map(({ row }) => row.receipt);
  const holders = new Map(
    (await claimHolders(log, campaign, 'receipt', receipts)).map(({ key, person }) => [key, person]),
  );
  return taken
    .filter(({ row, person }) => holders.get(row.receipt) !== person)
    .map(({ row: { row }, isReceipt }) => ({ row, column: '收据号', ...(isReceipt ? usedReceipt : changedRow) }));
}

const usedReceipt = { why: '这个收据号已经用过', remedy: '核对存根；两人必有一张抄错' };
const changedRow = {
  why: '模板的这一行先前登记过，收据号改了',
  remedy: '原登记请走更正；新的缴费另起一行',
};

/** what the page's cash does to each agent's yuan limit, in the same append. */
async function alertRows(
  log: EventLog,
  { campaign, actor, planAt }: IntakeRun,
  from: readonly GoodRow[],
  { terms, cash }: { readonly terms: IntakeTerms; readonly cash: CashInHand },
): Promise<readonly BulkRow[]> {
  const rows: BulkRow[] = [];
  for (const [agent, own] of Map.groupBy(from, ({ owner }) => owner.agent)) {
    const fen = own.reduce((sum, { row }) => sum + row.amountFen, 0);
    const before = cash.get(agent) ?? terms.heldBy(agent);
    const alert = yuanLimitAlert(agent, before, { people: own.length, fen, at: planAt }, terms.limits);
    cash.set(agent, {
      people: before.people + own.length,
      fen: before.fen + fen,
      firstReceiptAt: before.firstReceiptAt ?? planAt,
    });
    if (alert === null) continue;
    const stream = `agent-${agent}`;
    const expectedVersion = (await readStream(log, campaign, stream)).length;
    const { type, data } = alert;
    const event: NewEvent = {
      type,
      data,
      unit: own[0]!.owner.unit,
      actor,
      occurredAt: planAt,
      amountFen: before.fen + fen,
    };
    rows.push({ stream, expectedVersion, events: [event] });
  }
  return rows;
}
