import type { TownshipRequest } from '@canbao/activities/ledger/decide-township';
import type { LedgerActivities } from '@canbao/activities/ledger/ledger.activities';
import type { Phase } from '@canbao/domain/campaign/phase';
import {
  evolveTownship,
  idleTownship,
  nextTownshipDue,
  type TownshipProcess,
} from '@canbao/domain/township/township-process';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import type { ChildInput } from '../process/child-input.ts';
import { commandDesk } from '../process/command-desk.ts';
import type { CountyNews } from '../process/county-moved.ts';
import { followCounty } from '../process/follow-county.ts';
import { freshCarry, type ProcessCarry, recordedProcess } from '../process/recorded-process.ts';
import { wantsNewRun } from '../process/wants-new-run.ts';
import { townshipCampaignMessages as messages } from './township-campaign.messages.ts';
import type { TownshipAnswer } from './township-campaign.messages.ts';
import { townshipChildren } from './township-children.ts';
import { townshipCommands } from './township-commands.ts';
import { townshipWaiting } from './township-waiting.ts';

export type TownshipCampaignInput = ChildInput & {
  /** Three digits, `101`. */
  readonly township: string;
  readonly carry?: TownshipCarry;
  /** What the log cannot tell a recovered workflow again: reminders that went out, commands that were answered. */
  readonly lost?: Pick<TownshipCarry, 'sent' | 'done' | 'position'>;
};

export type TownshipCarry = ProcessCarry<TownshipProcess> & {
  /** Workflow ids that are started and have not said that they are done: they hear what the county says. */
  running: readonly string[];
  /** Those of them that wait for one instant; `isArmed`: the clock they were told last brings them there. */
  asleep: { readonly [workflowId: string]: { readonly until: number | null; readonly isArmed: boolean } };
  /** Version of the county's news that was followed last, and the phases that were closed in it. */
  followed: number;
  countyClosed: readonly Phase[];
  told: number;
  toldPaused: boolean;
};

const SYSTEM = 'system';

/**
 * One township's campaign: its own phases, its rounds of screening in order, and who has to be reminded in it
 * . It starts the batches of the township and follows the county; the county's dates are its dates.
 */
export async function townshipCampaignWorkflow(input: TownshipCampaignInput): Promise<void> {
  const { campaign, region, township, settings } = input;
  const ledger = ask<LedgerActivities>('act-ledger', settings);
  const s: TownshipCarry = { ...freshTownship(input), ...input.lost, ...input.carry };
  const county = followCounty(input.news);
  const { time } = county;
  const children = townshipChildren(input, s, county.news);
  const process = recordedProcess(s, evolveTownship, time.now);
  const isOver = (): boolean =>
    county.news().isOver || county.news().phases.every(({ phase }) => s.process.closed.includes(phase));
  const desk = commandDesk(s, isOver, () => answerOf(s));

  async function record(commandId: string, actor: string, request: TownshipRequest): Promise<void> {
    const knownVersion = s.process.version;
    const asked = { campaign, region, township, commandId, actor, request, knownVersion, planAt: time.now() };
    try {
      await process.record(commandId, () => ledger.decideTownship(asked));
    } finally {
      county.wake();
    }
  }
  const automatic: Automatic = (key, request) =>
    desk.alone(key, () => record(`auto/township-${township}/${key}`, SYSTEM, request));
  const next = () => nextTownshipDue(s.process, county.news(), s.sent, time.now());

  townshipCommands(desk, s, record, children.checkAgain);
  hearChildren(s, county.wake);
  wf.setHandler(messages.view, () => townshipWaiting(`${region}/${township}`, s, next(), time.realAt));
  if (!input.carry) process.apply(await ledger.loadTownship({ campaign, township }));

  while (!isOver() && !wantsNewRun(settings)) {
    const seen = county.seen();
    try {
      await followCountyNews(s, county.news(), automatic);
      await children.startDue();
      await children.handDown();
    } catch (failure) {
      if (wf.isCancellation(failure)) throw failure;
      process.markStuck('follow');
      await county.until(null, seen);
      continue;
    }
    const due = next();
    if (due === undefined || due.at > time.now()) {
      await county.until(due?.at ?? null, seen);
      continue;
    }
    try {
      await ledger.remind({ campaign, region, township, due, planAt: time.now() });
    } catch (failure) {
      if (wf.isCancellation(failure)) throw failure;
      process.markStuck(due.key);
    }
    process.markSent(due.key);
  }
  desk.leave();
  await wf.condition(wf.allHandlersFinished);
  if (!isOver()) {
    await wf.continueAsNew<typeof townshipCampaignWorkflow>({ ...input, news: county.news(), carry: s });
  }
}

const freshTownship = ({ news: { version, isPaused } }: TownshipCampaignInput): TownshipCarry => ({
  ...freshCarry(idleTownship),
  running: [],
  asleep: {},
  followed: 0,
  countyClosed: [],
  told: version,
  toldPaused: isPaused,
});

const answerOf = ({ position, process: { version, open } }: TownshipCarry): TownshipAnswer => ({
  position,
  version,
  open,
});

/** Children say when they are done, and when only one instant can wake them. */
function hearChildren(s: TownshipCarry, wake: () => void): void {
  wf.setHandler(messages.batchDone, ({ workflowId }) => {
    s.running = s.running.filter((id) => id !== workflowId);
    wake();
  });
  wf.setHandler(messages.asleep, ({ workflowId, until }) => {
    s.asleep = { ...s.asleep, [workflowId]: { until, isArmed: false } };
    wake();
  });
}

type Automatic = (key: string, request: TownshipRequest) => Promise<void>;

/**
 * What the county did, this township does too, unless it is ahead or was named as lagging; once it is in
 * resolve, settlement begins. A pause stops what happens by itself.
 */
async function followCountyNews(s: TownshipCarry, news: CountyNews, automatic: Automatic): Promise<void> {
  const { version, open, closed, isPaused } = news;
  if (s.followed !== version) {
    const reopened = s.countyClosed.filter((phase) => open.includes(phase) && s.process.closed.includes(phase));
    const knows = (phase: Phase): boolean => [...s.process.open, ...s.process.closed].includes(phase);
    const isBehind = open.some((phase) => !knows(phase)) || closed.some((phase) => !s.countyClosed.includes(phase));
    for (const phase of reopened) await automatic(`reopen/${phase}/${version}`, { type: 'ReopenPhase', phase });
    if (isBehind) await automatic(`follow/${version}`, { type: 'FollowCounty' });
    s.followed = version;
    s.countyClosed = closed;
  }
  if (!isPaused && s.process.open.includes('resolve') && !s.process.isSettlementStarted) {
    await automatic('settlement', { type: 'StartSettlement' });
  }
}
