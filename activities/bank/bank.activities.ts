import type { BankConnector } from '@canbao/connectors/bank/bank.connector';
import { type Account, accountDecider } from '@canbao/domain/account/account.decider';
import type { AccountCommand } from '@canbao/domain/account/account.commands';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { deadlineAt, evolveCampaign, unopenedCampaign } from '@canbao/domain/campaign/campaign-process';
import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import type { AccountEvent } from '@canbao/domain/preparation/preparation.events';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { accountQuery } from '@canbao/projections/account/account.query';
import type { Reading } from '@canbao/projections/open-reading';
import { ApplicationFailure } from '@temporalio/common';

import { knownPack } from '../known-pack.ts';
import { type Ledger, pastOf, recordOnStream } from '../ledger/record-on-stream.ts';
import { answerOf, askOnce } from '../ask-once.ts';
import { readingOf } from '../reading-of.ts';
import { takeStatement } from './take-statement.ts';

export type BankActivities = ReturnType<typeof bankActivities>;

type OfAccount = {
  readonly campaign: string;
  readonly region: string;
  /** Township code, or `subsidy`. */
  readonly account: string;
};
type AtInstant = OfAccount & { readonly planAt: number };

/** Mirrors `AccountProgress` of the workflow: what it needs to know of the account's own facts. */
export type AccountAnswer = {
  readonly progress: {
    readonly isOpened: boolean;
    readonly isLocked: boolean;
    readonly isLockUnconfirmed: boolean;
    readonly statements: number;
    readonly isClosingTaken: boolean;
  };
  readonly position: number;
};

type Parts = Ledger & { readonly reading: Reading; readonly bank: BankConnector };

/** The collecting bank. Queue `act-bank`. Calls are keyed; each that changed something becomes a fact at once. */
export const bankActivities = (parts: Parts) => ({
  /** Terms of the pack, and where the account stands: a workflow that begins anew goes on from there. */
  async loadAccount(of: OfAccount) {
    const state = await readingOf(parts.reading, of.campaign, campaignStateQuery.state);
    const road = knownPack(state?.pack.id ?? '').money.road;
    if (road.kind !== 'pending-accounts') throw ApplicationFailure.nonRetryable(of.account, 'NoPendingAccounts');
    const [hours = 0, minutes = 0] = road.dailyStatementAt.split(':').map(Number);
    const terms = { lockDeadline: lockDeadline(of.account), statementMsOfDay: (hours * 60 + minutes) * 60_000 };
    return { ...(await answer(parts, of, 0)), terms };
  },

  openAccount: (of: AtInstant): Promise<AccountAnswer> => openAccount(parts, of),

  lockAccount: (of: AtInstant): Promise<AccountAnswer> => lockAccount(parts, of),

  reportUnconfirmed: (of: AtInstant): Promise<AccountAnswer> =>
    record(parts, of, `unconfirmed-${of.campaign}-${of.account}`, {
      type: 'ReportLockUnconfirmed',
      data: { account: of.account },
    }),

  /** The bank's document instead of its system's word; the lock counts from when the clerk records it. */
  async confirmLock({ commandId, actor, documentSha256, ...of }: AtInstant & Clerk): Promise<AccountAnswer> {
    const data = { account: of.account, lockedAt: of.planAt, lockDueAt: await lockDueAt(parts, of), documentSha256 };
    return record(parts, of, commandId, { type: 'LockAccount', data }, actor);
  },

  async takeStatement(of: AtInstant & { readonly afterNumber: number }): Promise<AccountAnswer> {
    return answer(parts, of, (await takeStatement(parts, of)).position);
  },
});

type Clerk = { readonly commandId: string; readonly actor: string; readonly documentSha256: string };

/** one account per township and one for subsidies. */
async function openAccount(parts: Parts, of: AtInstant): Promise<AccountAnswer> {
  const { campaign, account, planAt } = of;
  const terms = await accountTerms(parts.reading, of);
  const key = `open-${campaign}-${account}`;
  const opened = await askOnce(parts.log, { campaign, key, party: 'bank', request: terms }, () =>
    parts.bank.openAccount({ key, planAt, ...terms }),
  );
  if (opened.kind === 'refused') throw ApplicationFailure.nonRetryable(opened.code, 'BankRefused');
  return record(parts, of, key, { type: 'OpenAccount', data: { account, tail: opened.tail } });
}

/** Asks the bank to lock, then whether it is locked; only a lock that the bank confirms becomes a fact. */
async function lockAccount(parts: Parts, of: AtInstant): Promise<AccountAnswer> {
  const { campaign, account, planAt } = of;
  const key = `lock-${campaign}-${account}`;
  const locked = await askOnce(parts.log, { campaign, key, party: 'bank', request: account }, () =>
    parts.bank.lockAccount({ key, planAt, account }),
  );
  if (locked.kind === 'refused') throw ApplicationFailure.nonRetryable(locked.code, 'BankRefused');
  const state = await answerOf(() => parts.bank.accountState({ key: `${key}/state`, planAt, account }));
  if (state.kind === 'refused') throw ApplicationFailure.nonRetryable(state.code, 'BankRefused');
  if (!state.isLocked) throw ApplicationFailure.retryable(key, 'NotYetLocked');
  const lockedAt = state.lockedAt ?? locked.lockedAt;
  const data = { account, lockedAt, lockDueAt: await lockDueAt(parts, of), documentSha256: null };
  return record(parts, of, key, { type: 'LockAccount', data });
}

async function answer(parts: Parts, { campaign, account }: OfAccount, position: number): Promise<AccountAnswer> {
  const events = await pastOf<AccountEvent>(parts.log, campaign, `account-${account}`);
  const { status } = events.reduce<Account>(accountDecider.evolve, accountDecider.initial);
  const kept = await readingOf(parts.reading, campaign, (handle) => accountQuery.byName(handle, account));
  return {
    progress: {
      isOpened: status !== 'planned',
      isLocked: status === 'locked' || status === 'cleared',
      isLockUnconfirmed: status === 'lock-unconfirmed',
      statements: kept?.lastStatementNumber ?? 0,
      isClosingTaken: kept?.isClosingTaken ?? false,
    },
    position,
  };
}

async function record(
  parts: Parts,
  of: AtInstant,
  commandId: string,
  command: AccountCommand,
  actor = 'system',
): Promise<AccountAnswer> {
  const { campaign, account, region, planAt } = of;
  const { position } = await recordOnStream(parts, {
    campaign,
    stream: `account-${account}`,
    unit: account === 'subsidy' ? region : `${region}/${account}`,
    actor,
    commandId,
    request: command.type,
    planAt,
    knownVersion: 0,
    decider: accountDecider,
    command: () => Promise.resolve(command),
  });
  return answer(parts, of, position);
}

/** From when the bank may lock this account, by the dates as they are now. */
async function lockDueAt({ log }: Parts, { campaign, account }: OfAccount): Promise<number> {
  const events = await pastOf<CampaignEvent>(log, campaign, `campaign-${campaign}`);
  return deadlineAt(events.reduce(evolveCampaign, unopenedCampaign), lockDeadline(account)) ?? 0;
}

const lockDeadline = (account: string) => (account === 'subsidy' ? deadlineKey.subsidyLock : deadlineKey.lock);

/** What the bank's counter enforces, from the pack. */
async function accountTerms(reading: Reading, { campaign, account }: OfAccount) {
  const state = await readingOf(reading, campaign, campaignStateQuery.state);
  const pack = knownPack(state?.pack.id ?? '');
  const { road, tariff } = pack.money;
  const township = pack.units.townships.find(({ code }) => code === account);
  const subsidyName = road.kind === 'pending-accounts' ? road.subsidyAccountName : account;
  return {
    account,
    name: township?.accountName ?? subsidyName,
    township: township === undefined ? null : { code: township.code, name: township.name },
    // With one premium every deposit is a multiple of it; with several any sum is lawful.
    depositUnitFen: tariff.length === 1 ? tariff[0]!.fen : null,
  };
}
