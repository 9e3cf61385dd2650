import type { HoldingEvent } from '@canbao/domain/holding/holding.events';
import { type HeldCash, yuanLimitAlert } from '@canbao/domain/holding/yuan-limit-alert';
import type { RefusedRow } from '@canbao/domain/intake/intake.events';
import { bulkAppend, type RowRefusal } from '@canbao/event-log/bulk-append';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import { claimHolders } from '@canbao/event-log/claim-holders';
import { digestOf } from '@canbao/event-log/digest-of';
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

type Parts = { readonly log: EventLog; readonly bulks: CampaignBulks };

/**
 * Sends the page's rows, in one append with the command id `intake-<intake>/<page>`: stored once, whoever repeats it.
 * Resolves when the page is on its way, behind the pages sent before; `stored` when its outcome is known.
 */
export async function sendIntakePage(
  parts: Parts,
  run: IntakeRun & { readonly page: number },
  decided: DecidedPage,
  about: { readonly terms: IntakeTerms; readonly cash: CashInHand },
): Promise<{ readonly stored: Promise<StoredPage> }> {
  const alerts = alertsOf(run, decided.from, about);
  const rows = [...decided.rows, ...(await alertRows(parts.log, run, alerts))];
  const stored = rows.length === 0 ? nothing(decided) : outcomeOf(parts, run, decided, rows);
  stored.catch(() => undefined); // thrown again where it is awaited; until then nobody else may be told
  return { stored };
}

const nothing = async ({ refused }: DecidedPage): Promise<StoredPage> => ({ taken: 0, skipped: 0, refused });

async function outcomeOf(
  parts: Parts,
  run: IntakeRun & { readonly page: number },
  decided: DecidedPage,
  rows: readonly BulkRow[],
): Promise<StoredPage> {
  const commandId = `intake-${run.intake}/${run.page}`;
  const refused = await append(parts, run, commandId, rows);
  await alertAgain(parts, run, commandId, { rows, refused: refused.filter(({ row }) => row >= decided.rows.length) });
  const left = refused.filter(({ row }) => row < decided.rows.length);
  const used = await usedReceipts(parts.log, run.campaign, left, decided.from);
  return {
    taken: decided.rows.length - left.length,
    skipped: left.length - used.length,
    refused: [...decided.refused, ...used],
  };
}

/** What the log left out. */
async function append(
  { bulks }: Parts,
  { campaign }: IntakeRun,
  commandId: string,
  rows: readonly BulkRow[],
): Promise<readonly RowRefusal[]> {
  const bulk = await bulks.of(campaign);
  const outcome = await bulkAppend(bulk, { commandId, digest: digestOf(commandId), rows });
  if (outcome.kind === 'closed' || outcome.kind === 'other-body')
    throw ApplicationFailure.nonRetryable(commandId, 'IntakeRefused');
  return outcome.refused;
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

type Alert = { readonly agent: string; readonly unit: string; readonly fen: number; readonly fact: HoldingEvent };

/** what the page's cash does to each agent's yuan limit. */
function alertsOf(
  { planAt }: IntakeRun,
  from: readonly GoodRow[],
  { terms, cash }: { readonly terms: IntakeTerms; readonly cash: CashInHand },
): readonly Alert[] {
  const alerts: Alert[] = [];
  for (const [agent, own] of Map.groupBy(from, ({ owner }) => owner.agent)) {
    const fen = own.reduce((sum, { row }) => sum + row.amountFen, 0);
    const before = cash.get(agent) ?? terms.heldBy(agent);
    const fact = yuanLimitAlert(agent, before, { people: own.length, fen, at: planAt }, terms.limits);
    cash.set(agent, {
      people: before.people + own.length,
      fen: before.fen + fen,
      firstReceiptAt: before.firstReceiptAt ?? planAt,
    });
    if (fact !== null) alerts.push({ agent, unit: own[0]!.owner.unit, fen: before.fen + fen, fact });
  }
  return alerts;
}

/** The alerts go with the page, in the same append. */
async function alertRows(
  log: EventLog,
  { campaign, actor, planAt }: IntakeRun,
  alerts: readonly Alert[],
): Promise<readonly BulkRow[]> {
  const rows: BulkRow[] = [];
  for (const { agent, fact, fen, unit } of alerts) {
    const stream = `agent-${agent}`;
    const expectedVersion = (await readStream(log, campaign, stream)).length;
    const { type, data } = fact;
    rows.push({ stream, expectedVersion, events: [{ type, data, unit, actor, occurredAt: planAt, amountFen: fen }] });
  }
  return rows;
}

const ATTEMPTS = 5;

/** Somebody else alerted the same agent meanwhile: what the page left out stands behind that. */
async function alertAgain(
  parts: Parts,
  run: IntakeRun,
  commandId: string,
  left: { readonly rows: readonly BulkRow[]; readonly refused: readonly RowRefusal[] },
): Promise<void> {
  let waiting = left.refused.flatMap(({ row }) => left.rows[row] ?? []);
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw ApplicationFailure.retryable(commandId, 'VersionConflict');
    const rows: BulkRow[] = [];
    for (const row of waiting) {
      const expectedVersion = (await readStream(parts.log, run.campaign, row.stream)).length;
      rows.push({ ...row, expectedVersion });
    }
    const refused = await append(parts, run, `${commandId}/alerts/${attempt}`, rows);
    waiting = refused.flatMap(({ row }) => rows[row] ?? []);
  }
}
