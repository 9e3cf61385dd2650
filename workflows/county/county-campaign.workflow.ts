import type { CampaignRequest } from '@canbao/activities/ledger/decide-campaign';
import type { LedgerActivities } from '@canbao/activities/ledger/ledger.activities';
import {
  type CampaignProcess,
  evolveCampaign,
  nextDue,
  unopenedCampaign,
} from '@canbao/domain/campaign/campaign-process';
import type { Due } from '@canbao/domain/campaign/due';
import * as wf from '@temporalio/workflow';

import { ask } from '../process/ask.ts';
import { commandDesk } from '../process/command-desk.ts';
import { planTime } from '../process/plan-time.ts';
import type { ProcessSettings } from '../process/process-settings.ts';
import { freshCarry, type ProcessCarry, recordedProcess } from '../process/recorded-process.ts';
import { countyChildren } from './county-children.ts';
import { wantsNewRun } from '../process/wants-new-run.ts';
import { countyCampaignMessages as messages } from './county-campaign.messages.ts';
import type { CountyAnswer } from './county-campaign.messages.ts';
import { countyCommands } from './county-commands.ts';
import { countyWaiting } from './county-waiting.ts';

export type CountyCampaignInput = {
  readonly campaign: string;
  /** Unit path of the county, `411722`. */
  readonly region: string;
  readonly settings: ProcessSettings;
  readonly carry?: CountyCarry;
};

export type CountyCarry = ProcessCarry<CampaignProcess> & {
  /** The version of the process that was handed down to everybody. */
  told: number;
  /** Children that have ended: nothing is handed down to them. */
  gone: readonly string[];
};

const SYSTEM = 'system';

/**
 * The county's campaign: its phases, its dates, its pause, its clock, and what happens by itself when a date comes
 * . Deciders run in the ledger, never here; this is the order of events.
 */
export async function countyCampaignWorkflow(input: CountyCampaignInput): Promise<void> {
  const { campaign, region, settings } = input;
  const ledger = ask<LedgerActivities>('act-ledger', settings);
  const s: CountyCarry = { ...freshCarry(unopenedCampaign), told: 0, gone: [], ...input.carry };
  let wake = 0; // raised by every message: the loop looks again
  const time = planTime(() => s.process.clock);
  const children = countyChildren(input, s);
  const process = recordedProcess(s, evolveCampaign, time.now);
  const desk = commandDesk(
    s,
    () => s.process.status === 'closed',
    () => answerOf(s),
  );

  async function record(commandId: string, actor: string, request: CampaignRequest): Promise<void> {
    const planAt = request.type === 'OpenCampaign' ? request.opening.clock.planStartAt : time.now();
    const knownVersion = s.process.version;
    const asked = { campaign, region, commandId, actor, request, knownVersion, planAt, realAt: Date.now() };
    try {
      await process.record(commandId, () => ledger.decideCampaign(asked));
    } finally {
      wake++;
    }
  }
  const automatic = (due: Due, request: CampaignRequest): Promise<void> =>
    desk.alone(due.key, () => record(`auto/${due.key}`, SYSTEM, request));
  async function act(due: Due): Promise<void> {
    const request = automaticRequest(due);
    if (request !== null) await automatic(due, request);
    else if (due.kind === 'report') await children.startReport(due.at);
    else await ledger.remind({ campaign, region, township: null, due, planAt: time.now() });
  }
  const next = (): Due | undefined => nextDue(s.process, s.sent, time.now());

  countyCommands(desk, s, record);
  wf.setHandler(messages.townshipMoved, () => {
    wake++;
  });
  wf.setHandler(messages.view, () => countyWaiting(region, s, next(), time.realAt));
  if (!input.carry) process.apply(await ledger.loadCampaign({ campaign }));
  // A start whose first command was refused leaves nothing behind.
  if (s.process.status === 'unopened') await wf.condition(() => s.process.status !== 'unopened', OPENED_WITHIN_MS);

  while (s.process.status === 'running' && !wantsNewRun(settings)) {
    const seen = wake;
    await children.startDue();
    await children.handDown();
    const due = next();
    if (due === undefined || due.at > time.now()) {
      await time.until(due?.at ?? null, () => wake !== seen);
      continue;
    }
    try {
      await act(due);
    } catch (failure) {
      if (wf.isCancellation(failure)) throw failure;
      process.markStuck(due.key);
    }
    process.markSent(due.key);
  }
  desk.leave(); // refuse, let the running one finish, leave in the same task
  await wf.condition(wf.allHandlersFinished);
  await children.handDown();
  if (s.process.status === 'running') await wf.continueAsNew<typeof countyCampaignWorkflow>({ ...input, carry: s });
}

const answerOf = ({ position, process: { version, open, clock } }: CountyCarry): CountyAnswer => ({
  position,
  version,
  open,
  clock,
});

/** What a date does to the campaign itself; null for reports and reminders. */
function automaticRequest({ kind, phase }: Due): CampaignRequest | null {
  if (kind === 'opens' && phase !== null) return { type: 'OpenPhase', phase };
  return kind === 'closes' ? { type: 'CloseCampaign' } : null;
}

const OPENED_WITHIN_MS = 60_000;
