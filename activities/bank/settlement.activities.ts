import type { BankConnector } from '@canbao/connectors/bank/bank.connector';
import { accountDecider } from '@canbao/domain/account/account.decider';
import type { LeftoverEvent } from '@canbao/domain/leftover/leftover.events';
import { isProblem } from '@canbao/domain/problem';
import { refundDecider } from '@canbao/domain/refund/refund.decider';
import type { RefundEvent } from '@canbao/domain/refund/refund.events';
import { appendEvents } from '@canbao/event-log/append-events';
import { commandKey } from '@canbao/event-log/command-key';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import type { Reading } from '@canbao/projections/open-reading';
import { type RefundRow, settlementWorkQuery } from '@canbao/projections/settlement-work/settlement-work.query';
import { ApplicationFailure } from '@temporalio/common';

import { type Ledger, pastOf, recordOnStream } from '../ledger/record-on-stream.ts';
import { answerOf, askOnce } from '../outbox.ts';
import { readingOf } from '../reading-of.ts';

export type OfSettlement = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly planAt: number;
};
export type SettlementActivities = ReturnType<typeof settlementActivities>;

const pageRows = 100;

/** Money that goes back, and the account that ends at zero. Queue `act-bank`. */
export function settlementActivities(parts: Ledger & { readonly reading: Reading; readonly bank: BankConnector }) {
  const { bank, log, reading } = parts;

  /** The bank moves a page of approved refunds to the health centre; the page's key is its list, so a repeat is the same page. */
  async function releasePage({ campaign, township, planAt }: OfSettlement, rows: readonly RefundRow[]): Promise<void> {
    const items = rows.map(({ registration, amountFen }) => ({ registration, fen: amountFen }));
    const key = `release-${campaign}-${township}-${commandKey(items.map(({ registration }) => registration).join())}`;
    const done = await askOnce(log, { campaign, key, party: 'bank', request: items }, () =>
      bank.transferToHealthCentre({ key, planAt, account: township, items }),
    );
    if (done.kind === 'refused') throw ApplicationFailure.nonRetryable(done.code, 'BankRefused');
    const references = new Map(done.references.map(({ registration, reference }) => [registration, reference]));
    const streams = [];
    for (const { registration, unit, amountFen } of rows) {
      const stream = `refund-${registration}`;
      const past = await pastOf<RefundEvent>(log, campaign, stream);
      const refund = past.reduce((state, event) => refundDecider.evolve(state, event), refundDecider.initial);
      const reference = references.get(registration) ?? '';
      const decided = refundDecider.decide({ type: 'ReleaseRefund', data: { account: township, reference } }, refund);
      if (isProblem(decided)) throw ApplicationFailure.nonRetryable(registration, decided.type);
      const events = decided.map(({ type, data }): NewEvent => ({
        type,
        data,
        unit,
        amountFen,
        actor: 'system',
        occurredAt: planAt,
      }));
      if (events.length > 0) streams.push({ stream, expectedVersion: past.length, events });
    }
    await append(campaign, `auto/${key}`, streams);
  }

  /** Refunds that reached the payer, and leftovers whose money never came, get their outcome. */
  async function resolvePage({ campaign, township, planAt }: OfSettlement, rows: readonly RefundRow[]): Promise<void> {
    const streams = [];
    for (const { registration, unit, kind, isPaid } of rows) {
      const stream = `leftover-${registration}`;
      const past = await pastOf<LeftoverEvent>(log, campaign, stream);
      if (past.length !== 1) continue;
      const outcome = isPaid ? 'refunded' : 'nothing-to-return';
      const event: NewEvent = {
        type: 'LeftoverResolved',
        data: { registration, kind, outcome },
        unit,
        actor: 'system',
        occurredAt: planAt,
      };
      streams.push({ stream, expectedVersion: 1, events: [event] });
    }
    await append(
      campaign,
      `auto/resolve-${township}-${commandKey(rows.map(({ registration }) => registration).join())}`,
      streams,
    );
  }

  async function append(
    campaign: string,
    commandId: string,
    streams: Parameters<typeof appendEvents>[1]['streams'],
  ): Promise<void> {
    if (streams.length === 0) return;
    const outcome = await appendEvents(await parts.lanes.of(campaign), {
      commandId,
      digest: digestOf(commandId),
      streams,
    });
    if (outcome.kind !== 'appended' && outcome.kind !== 'repeated')
      throw ApplicationFailure.retryable(commandId, 'VersionConflict');
  }

  return {
    /** Releases what is approved, resolves what is done; answers how much of each, and what still waits. */
    async settle(
      of: OfSettlement,
    ): Promise<{ readonly released: number; readonly resolved: number; readonly open: number }> {
      const { campaign, township } = of;
      const asked = { township, after: null, limit: pageRows };
      const work = await readingOf(reading, campaign, async (handle) => ({
        release: await settlementWorkQuery.toRelease(handle, asked),
        resolve: await settlementWorkQuery.toResolve(handle, asked),
        open: await settlementWorkQuery.countOpen(handle, township),
      }));
      if (work.release.length > 0) await releasePage(of, work.release);
      if (work.resolve.length > 0) await resolvePage(of, work.resolve);
      return { released: work.release.length, resolved: work.resolve.length, open: work.open - work.resolve.length };
    },

    /** Zero by the bank's books and by ours becomes a fact (gate of resolve); otherwise nothing happens. */
    async clearAccount({ campaign, region, township, planAt }: OfSettlement): Promise<{ readonly isCleared: boolean }> {
      const state = await answerOf(() =>
        bank.accountState({ key: `clear-${campaign}-${township}-${planAt}`, planAt, account: township }),
      );
      if (state.kind === 'refused') throw ApplicationFailure.nonRetryable(state.code, 'BankRefused');
      const ownBalanceFen = await readingOf(reading, campaign, async (handle) => {
        const places = await moneyPlaceQuery.inside(handle, township);
        return places
          .filter(({ place }) => place === 'pending-accounts' || place === 'unidentified')
          .reduce((sum, { fen }) => sum + fen, 0);
      });
      if (!state.isLocked || state.balanceFen !== 0 || ownBalanceFen !== 0) return { isCleared: false };
      await recordOnStream(parts, {
        campaign,
        stream: `account-${township}`,
        unit: `${region}/${township}`,
        actor: 'system',
        commandId: `auto/clear-${township}`,
        request: 'ClearAccount',
        planAt,
        knownVersion: 0,
        decider: accountDecider,
        command: () =>
          Promise.resolve({
            type: 'ClearAccount' as const,
            data: { account: township, bankBalanceFen: state.balanceFen, ownBalanceFen },
          }),
      });
      return { isCleared: true };
    },
  };
}
