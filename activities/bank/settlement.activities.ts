import type { BankConnector } from '@canbao/connectors/bank/bank.connector';
import { accountDecider } from '@canbao/domain/account/account.decider';
import { isProblem } from '@canbao/domain/problem';
import { type Refund, refundDecider } from '@canbao/domain/refund/refund.decider';
import type { RefundEvent } from '@canbao/domain/refund/refund.events';
import { appendEvents, type StreamAppend } from '@canbao/event-log/append-events';
import { commandKey } from '@canbao/event-log/command-key';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { readStreams } from '@canbao/event-log/read-streams';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import type { Reading } from '@canbao/projections/open-reading';
import { type RefundRow, settlementWorkQuery } from '@canbao/projections/settlement-work/settlement-work.query';
import { ApplicationFailure } from '@temporalio/common';

import { answerOf, askOnce } from '../ask-once.ts';
import { type Ledger, recordOnStream } from '../ledger/record-on-stream.ts';
import { readingOf } from '../reading-of.ts';

export type OfSettlement = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly planAt: number;
};
export type SettlementActivities = ReturnType<typeof settlementActivities>;

const pageRows = 100;

type Parts = Ledger & { readonly reading: Reading; readonly bank: BankConnector };
export type Settled = { readonly released: number; readonly resolved: number; readonly open: number };

/** Money that goes back, and the account that ends at zero. Queue `act-bank`. */
export const settlementActivities = (parts: Parts) => ({
  /** Releases what is approved, resolves what is done; answers how much of each, and what still waits. */
  async settle(of: OfSettlement): Promise<Settled> {
    const { campaign, township } = of;
    const asked = { township, after: null, limit: pageRows };
    const work = await readingOf(parts.reading, campaign, async (handle) => ({
      release: await settlementWorkQuery.toRelease(handle, asked),
      resolve: await settlementWorkQuery.toResolve(handle, asked),
      open: await settlementWorkQuery.countOpen(handle, township),
    }));
    if (work.release.length > 0) await releasePage(parts, of, work.release);
    if (work.resolve.length > 0) await resolvePage(parts, of, work.resolve);
    return { released: work.release.length, resolved: work.resolve.length, open: work.open - work.resolve.length };
  },

  clearAccount: (of: OfSettlement): Promise<{ readonly isCleared: boolean }> => clearAccount(parts, of),
});

/** The bank moves a page of approved refunds to the health centre; the page's key is its list, so a repeat is the same page. */
async function releasePage(parts: Parts, of: OfSettlement, rows: readonly RefundRow[]): Promise<void> {
  const { campaign, township, planAt } = of;
  const items = rows.map(({ registration, amountFen }) => ({ registration, fen: amountFen }));
  const key = `release-${campaign}-${township}-${listKey(rows)}`;
  const done = await askOnce(parts.log, { campaign, key, party: 'bank', request: items }, () =>
    parts.bank.transferToHealthCentre({ key, planAt, account: township, items }),
  );
  if (done.kind === 'refused') throw ApplicationFailure.nonRetryable(done.code, 'BankRefused');
  const references = new Map(done.references.map(({ registration, reference }) => [registration, reference]));
  const streamOf = ({ registration }: RefundRow): string => `refund-${registration}`;
  const pasts = await readStreams(parts.log, campaign, rows.map(streamOf));
  const streams = rows.flatMap((row): readonly StreamAppend[] => {
    const { registration, unit, amountFen } = row;
    const past = (pasts.get(streamOf(row)) ?? []) as unknown as readonly RefundEvent[];
    const refund = past.reduce<Refund>(refundDecider.evolve, refundDecider.initial);
    const data = { account: township, reference: references.get(registration) ?? '' };
    const decided = refundDecider.decide({ type: 'ReleaseRefund', data }, refund);
    if (isProblem(decided)) throw ApplicationFailure.nonRetryable(registration, decided.type);
    const about = { unit, amountFen, actor: 'system', occurredAt: planAt };
    const events = decided.map((fact): NewEvent => ({ type: fact.type, data: { ...fact.data }, ...about }));
    return events.length === 0 ? [] : [{ stream: streamOf(row), expectedVersion: past.length, events }];
  });
  await append(parts, campaign, `auto/${key}`, streams);
}

/** Refunds that reached the payer, and leftovers whose money never came, get their outcome. */
async function resolvePage(parts: Parts, of: OfSettlement, rows: readonly RefundRow[]): Promise<void> {
  const { campaign, township, planAt } = of;
  const streamOf = ({ registration }: RefundRow): string => `leftover-${registration}`;
  const pasts = await readStreams(parts.log, campaign, rows.map(streamOf));
  const streams = rows.flatMap((row): readonly StreamAppend[] => {
    const { registration, unit, kind, isPaid } = row;
    // Found, and nothing since: whatever has an outcome keeps it.
    if (pasts.get(streamOf(row))?.length !== 1) return [];
    const data = { registration, kind, outcome: isPaid ? 'refunded' : 'nothing-to-return' };
    const event: NewEvent = { type: 'LeftoverResolved', data, unit, actor: 'system', occurredAt: planAt };
    return [{ stream: streamOf(row), expectedVersion: 1, events: [event] }];
  });
  await append(parts, campaign, `auto/resolve-${township}-${listKey(rows)}`, streams);
}

const listKey = (rows: readonly RefundRow[]): string => commandKey(rows.map(({ registration }) => registration).join());

async function append(
  { lanes }: Parts,
  campaign: string,
  commandId: string,
  streams: readonly StreamAppend[],
): Promise<void> {
  if (streams.length === 0) return;
  const outcome = await appendEvents(await lanes.of(campaign), { commandId, digest: digestOf(commandId), streams });
  if (outcome.kind !== 'appended' && outcome.kind !== 'repeated')
    throw ApplicationFailure.retryable(commandId, 'VersionConflict');
}

/** Zero by the bank's books and by ours becomes a fact (gate of resolve); otherwise nothing happens. */
async function clearAccount(parts: Parts, of: OfSettlement): Promise<{ readonly isCleared: boolean }> {
  const { campaign, region, township: account, planAt } = of;
  const key = `clear-${campaign}-${account}-${planAt}`;
  const state = await answerOf(() => parts.bank.accountState({ key, planAt, account }));
  if (state.kind === 'refused') throw ApplicationFailure.nonRetryable(state.code, 'BankRefused');
  const ownBalanceFen = await readingOf(parts.reading, campaign, async (handle) => {
    const places = await moneyPlaceQuery.inside(handle, account);
    return places
      .filter(({ place }) => place === 'pending-accounts' || place === 'unidentified')
      .reduce((sum, { fen }) => sum + fen, 0);
  });
  if (!state.isLocked || state.balanceFen !== 0 || ownBalanceFen !== 0) return { isCleared: false };
  const data = { account, bankBalanceFen: state.balanceFen, ownBalanceFen };
  await recordOnStream(parts, {
    campaign,
    stream: `account-${account}`,
    unit: `${region}/${account}`,
    actor: 'system',
    commandId: `auto/clear-${account}`,
    request: 'ClearAccount',
    planAt,
    knownVersion: 0,
    decider: accountDecider,
    command: () => Promise.resolve({ type: 'ClearAccount' as const, data }),
  });
  return { isCleared: true };
}
