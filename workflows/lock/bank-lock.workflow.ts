import { deadlineAt } from '@canbao/domain/campaign/campaign-process';
import type { BankActivities } from '@canbao/activities/bank/bank.activities';
import type { Problem } from '@canbao/domain/problem';
import { ApplicationFailure } from '@temporalio/common';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { type CommandDesk, commandDesk } from '../process/command-desk.ts';
import { followCounty } from '../process/follow-county.ts';
import { nudge } from '../process/nudge.ts';
import { problemOf } from '../process/problem-of.ts';
import type { ProcessSettings } from '../process/process-settings.ts';
import { queueName } from '../process/queue-name.ts';
import { refuse } from '../process/refuse.ts';
import type { Waiting } from '../process/waiting.ts';
import { wantsNewRun } from '../process/wants-new-run.ts';
import { workflowId } from '../process/workflow-id.ts';
import { townshipCampaignMessages } from '../township/township-campaign.messages.ts';
import { bankLockMessages } from './bank-lock.messages.ts';
import type { AccountAnswer, ConfirmLock } from './bank-lock.messages.ts';
import { type AccountAct, type AccountProgress, type AccountTerms, nextAccountAct } from './next-account-act.ts';

export type BankLockInput = ChildInput & {
  /** Township code, or `subsidy`. */
  readonly account: string;
  readonly carry?: BankLockCarry;
};

type BankLockCarry = { readonly askedAt: number | null; readonly done: readonly string[] };

type AccountCarry = {
  progress: AccountProgress;
  position: number;
  askedAt: number | null;
  done: readonly string[];
  stuck: readonly string[];
};

/**
 * One pending account, from its opening to the closing statement: opens it at the bank, fetches
 * the statement of each day, locks it when collection ends for it, and fetches the closing statement. Whether a deposit
 * was late is decided by the bank's time. Forward only: a lock that stays unconfirmed becomes a fact and a clerk's
 * task, and the bank is asked on and on. All it knows is in the log, so it may begin anew at any time.
 */
export async function bankLockWorkflow(input: BankLockInput): Promise<void> {
  const { campaign, region, account, settings } = input;
  const of = { campaign, region, account };
  const bank = ask<BankActivities>('act-bank', settings);
  const county = followCounty(input.news);
  const { terms, ...known } = await bank.loadAccount(of);
  const s: AccountCarry = { ...known, askedAt: null, done: [], stuck: [], ...input.carry };
  const isOver = (): boolean => s.progress.isClosingTaken;
  const desk = commandDesk(s, isOver, () => answerOf(s));
  const planAt = (): number => county.time.now();

  function apply(news: { readonly progress: AccountProgress; readonly position: number }): void {
    s.progress = news.progress;
    s.position = Math.max(s.position, news.position);
    county.wake();
  }
  /** A bank that does not answer is asked again at the next time of day, which fetches all; nothing waits for it. */
  async function takeStatement(): Promise<boolean> {
    s.askedAt = planAt();
    const asked = { ...of, afterNumber: s.progress.statements, planAt: s.askedAt };
    const answer = await answerInTime(() => patientBank(settings).takeStatement(asked));
    if (answer !== null) apply(answer);
    return answer !== null;
  }
  const next = (): AccountAct | null => nextAccountAct(s.progress, s.askedAt, county.news(), terms);
  const act: { readonly [kind in AccountAct['kind']]: () => Promise<unknown> } = {
    open: async () => apply(await bank.openAccount({ ...of, planAt: planAt() })),
    lock: () => lockAccount({ ...of, s, settings, planAt, apply, alone: desk.alone }),
    statement: takeStatement,
    'closing-statement': takeStatement,
  };

  clerkCommands(desk, s, {
    confirmLock: async (by, commandId) => apply(await bank.confirmLock({ ...of, ...by, commandId, planAt: planAt() })),
    takeStatement,
  });
  wf.setHandler(bankLockMessages.view, () => waitingOf(input, s, terms, next(), county.time.realAt));
  while (!isOver() && !wantsNewRun(settings)) {
    const seen = county.seen();
    const due = next();
    if (due === null || due.at > planAt() || county.news().isPaused) {
      await county.until(county.news().isPaused ? null : (due?.at ?? null), seen);
      continue;
    }
    try {
      await act[due.kind]();
    } catch (failure) {
      if (wf.isCancellation(failure)) throw failure;
      // Refused for good: shown as stuck until a message or the next news comes.
      s.stuck = [...s.stuck.slice(-9), due.kind];
      await county.until(null, seen);
    }
  }
  desk.leave();
  await wf.condition(wf.allHandlersFinished);
  if (isOver()) return tellTownship(input);
  const carry = { askedAt: s.askedAt, done: s.done };
  await wf.continueAsNew<typeof bankLockWorkflow>({ ...input, news: county.news(), carry });
}

const answerOf = ({ position, progress: { statements, isLocked } }: AccountCarry): AccountAnswer => ({
  position,
  statements,
  isLocked,
});

/** What the bank's clerk may do: confirm the lock by document, hand over what has been booked so far. */
function clerkCommands(
  desk: CommandDesk<AccountAnswer>,
  s: AccountCarry,
  act: {
    readonly confirmLock: (by: ConfirmLock, commandId: string) => Promise<void>;
    readonly takeStatement: () => Promise<boolean>;
  },
): void {
  const isDone = (commandId: string): void => {
    s.done = [...s.done.slice(-199), commandId];
  };
  desk.on(
    bankLockMessages.confirmLock,
    () => {
      if (s.progress.isLocked) throw refuse('NotWaiting', 'the account is locked already');
    },
    async (by, commandId) => {
      try {
        await act.confirmLock(by, commandId);
      } catch (failure) {
        throw problemOf(failure) ?? failure;
      }
      isDone(commandId);
    },
  );
  desk.on(
    bankLockMessages.fetchStatement,
    () => {
      if (!s.progress.isOpened) throw refuse('NotWaiting', 'the account is not open yet');
    },
    async (_by, commandId) => {
      if (!(await act.takeStatement())) throw ApplicationFailure.nonRetryable(noAnswer.title, noAnswer.type, noAnswer);
      isDone(commandId);
    },
  );
}

type Locking = {
  readonly campaign: string;
  readonly region: string;
  readonly account: string;
  readonly s: AccountCarry;
  readonly settings: ProcessSettings;
  readonly planAt: () => number;
  readonly apply: (news: { readonly progress: AccountProgress; readonly position: number }) => void;
  readonly alone: CommandDesk<AccountAnswer>['alone'];
};

/**
 * Asks the bank to lock for as long as patience lasts. Then the fact that it is unconfirmed, once, and the clerk
 * is asked; the next attempt follows after a while, for the bank's system may come back before the document.
 */
async function lockAccount({ s, settings, planAt, apply, alone, ...of }: Locking): Promise<void> {
  const bank = ask<BankActivities>('act-bank', settings);
  const answer = await answerInTime(() => patientBank(settings).lockAccount({ ...of, planAt: planAt() }));
  if (answer !== null) apply(answer);
  if (s.progress.isLocked) return;
  if (!s.progress.isLockUnconfirmed) {
    await alone('unconfirmed', async () => apply(await bank.reportUnconfirmed({ ...of, planAt: planAt() })));
  }
  await wf.condition(() => s.progress.isLocked, settings.askAgainMs);
}

/** null = patience has ended without an answer. What the bank refuses is thrown. */
async function answerInTime<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (failure) {
    if (wf.isCancellation(failure) || problemOf(failure)) throw failure;
    return null;
  }
}

const noAnswer: Problem = {
  type: '/problems/bank/no-answer',
  status: 503,
  title: '银行没有应答 the bank does not answer',
  detail: '流水还没有取到，到时会自动再取。 The statement has not come; it is asked for again by itself.',
  remedy: '稍后再取一次。 Ask again in a while.',
};

async function tellTownship({ campaign, account }: BankLockInput): Promise<void> {
  if (account === 'subsidy') return;
  const id = wf.workflowInfo().workflowId;
  await nudge(workflowId.township(campaign, account), townshipCampaignMessages.batchDone, { workflowId: id });
}

/** The bank with an end to patience: what is not confirmed by then is reported, and asked again. */
const patientBank = ({ attemptMs, lockPatienceMs, retryMs }: ProcessSettings) =>
  wf.proxyActivities<BankActivities>({
    taskQueue: queueName('act-bank'),
    startToCloseTimeout: attemptMs,
    scheduleToCloseTimeout: lockPatienceMs,
    retry: { initialInterval: retryMs, backoffCoefficient: 1 },
  });

function waitingOf(
  input: BankLockInput,
  { progress, stuck, askedAt }: AccountCarry,
  { lockDeadline }: AccountTerms,
  due: AccountAct | null,
  realAt: (planAt: number | null) => number | null,
): Waiting {
  const unit = input.account === 'subsidy' ? input.region : `${input.region}/${input.account}`;
  const isOutside = due?.kind === 'open' || (due?.kind === 'lock' && progress.isLockUnconfirmed);
  return {
    workflowId: wf.workflowInfo().workflowId,
    kind: '账户 account',
    unit,
    group: stuck.length > 0 ? 'stuck' : isOutside ? 'outside' : 'time',
    waitsFor: due === null ? '集中代征开始' : waitsFor[due.kind],
    whom: due === null ? '县协调员' : '代征银行',
    ifNobodyActs: progress.isLockUnconfirmed ? '银行经办凭文书确认锁户' : '到时自动办理',
    since: askedAt ?? 0,
    nextDueAt: due?.at ?? deadlineAt(input.news, lockDeadline),
    nextTimerAt: realAt(due?.at ?? null),
    stuck,
  };
}

const waitsFor: { readonly [kind in AccountAct['kind']]: string } = {
  open: '银行开立账户',
  statement: '当日流水',
  lock: '银行锁户',
  'closing-statement': '结账流水',
};
