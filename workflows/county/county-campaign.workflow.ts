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
import { refuse } from '../process/refuse.ts';
import { countyChildren } from './county-children.ts';
import { countyCampaignMessages as messages } from './county-campaign.messages.ts';
import type { CountyAnswer } from './county-campaign.messages.ts';
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
  let wake = 0;
  const time = planTime(() => s.process.clock);
  const isOver = (): boolean => s.process.status === 'closed';
  const children = countyChildren(input, s);
  const desk = commandDesk<CountyAnswer>(s, isOver, () => ({
    position: s.position,
    version: s.process.version,
    open: s.process.open,
    clock: s.process.clock,
  }));

  const process = recordedProcess(s, evolveCampaign, time.now);

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
  const running = (): void => {
    if (s.process.status !== 'running') throw refuse('NotOpened', 'no campaign is open here');
  };
  const isOpen = (phase: string): void => {
    running();
    if (!s.process.open.some((open) => open === phase)) throw refuse('PhaseNotOpen', phase);
  };

  desk.on(messages.openCampaign, noCheck, ({ actor, opening }, id) =>
    record(id, actor, { type: 'OpenCampaign', opening }),
  );
  desk.on(
    messages.advancePhase,
    ({ phase }) => isOpen(phase),
    ({ actor, phase, override }, id) => record(id, actor, { type: 'AdvancePhase', phase, override }),
  );
  desk.on(messages.reopenPhase, running, ({ actor, phase, ...second }, id) =>
    record(id, actor, { type: 'ReopenPhase', phase, second }),
  );
  desk.on(messages.moveDeadline, running, ({ actor, ...moved }, id) =>
    record(id, actor, { type: 'MoveDeadline', ...moved }),
  );
  desk.on(messages.setPaused, running, ({ actor, ...asked }, id) => record(id, actor, { type: 'SetPaused', ...asked }));
  desk.on(
    messages.setClock,
    () => {
      running();
      if (!s.process.isRehearsal) throw refuse('RehearsalOnly', 'the clock of a campaign in earnest is the clock');
    },
    ({ actor, action, holdAt, heldBy, speed = null }, id) =>
      record(id, actor, { type: 'SetClock', change: { action, holdAt, heldBy, speed } }),
  );
  wf.setHandler(messages.townshipMoved, () => {
    wake++;
  });
  wf.setHandler(messages.view, () =>
    countyWaiting(region, s, nextDue(s.process, s.sent, time.now()), time.realAt),
  );

  async function act(due: Due): Promise<void> {
    switch (due.kind) {
      case 'opens':
        return desk.alone(due.key, () => record(`auto/${due.key}`, SYSTEM, { type: 'OpenPhase', phase: phaseOf(due) }));
      case 'closes':
        return desk.alone(due.key, () => record(`auto/${due.key}`, SYSTEM, { type: 'CloseCampaign' }));
      case 'report':
        return children.startReport(due.at);
      case 'soon':
      case 'due':
      case 'overdue':
      case 'escalated':
        await ledger.remind({ campaign, region, township: null, due, planAt: time.now() });
    }
  }

  if (!input.carry) process.apply(await ledger.loadCampaign({ campaign }));
  // A start whose first command was refused leaves nothing behind.
  if (s.process.status === 'unopened') await wf.condition(() => s.process.status !== 'unopened', OPENED_WITHIN_MS);

  const wantsNewRun = (): boolean =>
    wf.workflowInfo().continueAsNewSuggested || wf.workflowInfo().historyLength > settings.maxEventsPerRun;
  while (s.process.status === 'running' && !wantsNewRun()) {
    const seen = wake;
    await children.startDue();
    await children.handDown();
    const due = nextDue(s.process, s.sent, time.now());
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
  if (s.process.status === 'running') {
    await wf.continueAsNew<typeof countyCampaignWorkflow>({ ...input, carry: s });
  }
}

const OPENED_WITHIN_MS = 60_000;
const noCheck = (): void => undefined;

function phaseOf({ key, phase }: Due) {
  if (phase === null) throw refuse('PhaseNotOpen', key);
  return phase;
}
