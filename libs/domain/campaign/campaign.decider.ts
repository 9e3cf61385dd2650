import { approvalProblem } from '../approval/approval.decider.ts';
import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import { deadlineAt, evolveCampaign, nextPhase, unopenedCampaign } from './campaign-process.ts';
import type { CampaignProcess } from './campaign-process.ts';
import type { CampaignCommand, SecondPerson } from './campaign.commands.ts';
import type { CampaignEvent } from './campaign.events.ts';
import { campaignProblems } from './campaign.problems.ts';
import { deadlineKey } from './deadline-key.ts';
import { nextClock } from './next-clock.ts';

type Data<Type extends CampaignCommand['type']> = Extract<CampaignCommand, { type: Type }>['data'];
type Decision = readonly CampaignEvent[] | Problem;

export const campaignDecider: Decider<CampaignProcess, CampaignCommand, CampaignEvent> = {
  initial: unopenedCampaign,
  decide(command, campaign) {
    if (command.type === 'OpenCampaign') return openCampaign(command.data, campaign);
    if (campaign.status === 'unopened') return campaignProblems.notOpened();
    if (command.type === 'CloseCampaign') return closeCampaign(command.data, campaign);
    if (campaign.status === 'closed') return campaignProblems.finished();
    switch (command.type) {
      case 'AdvancePhase':
        return advancePhase(command.data, campaign);
      case 'OpenPhase':
        return openPhase(command.data, campaign);
      case 'ReopenPhase':
        return reopenPhase(command.data, campaign);
      case 'MoveDeadline':
        return moveDeadline(command.data, campaign);
      case 'PauseCampaign':
        if (isTooShort(command.data.reason)) return campaignProblems.reasonRequired();
        return campaign.isPaused ? [] : [{ type: 'CampaignPaused', data: { reason: command.data.reason } }];
      case 'ResumeCampaign':
        if (isTooShort(command.data.reason)) return campaignProblems.reasonRequired();
        return campaign.isPaused ? [{ type: 'CampaignResumed', data: { reason: command.data.reason } }] : [];
      case 'SetClock':
        return setClock(command.data, campaign);
    }
  },
  evolve: evolveCampaign,
};

const isTooShort = (reason: string): boolean => reason.trim().length < 4;

function openCampaign(data: Data<'OpenCampaign'>, { status }: CampaignProcess): Decision {
  if (status !== 'unopened') return campaignProblems.alreadyOpened();
  const first = data.phases[0];
  return [
    { type: 'CampaignOpened', data },
    ...(first === undefined ? [] : [{ type: 'PhaseOpened', data: { phase: first.phase } } as const]),
  ];
}

/** Closes the phase and opens the next one that waits for it; after the last one's end the campaign closes too. */
function advancePhase({ phase, at, by, gate, override }: Data<'AdvancePhase'>, campaign: CampaignProcess): Decision {
  const planned = campaign.phases.find((one) => one.phase === phase);
  if (planned === undefined) return campaignProblems.phaseUnknown(phase);
  if (campaign.closed.includes(phase)) return [];
  if (!campaign.open.includes(phase)) return campaignProblems.phaseNotOpen(phase);
  if (!gate.isMet && override === null) return campaignProblems.gateNotMet(gate);
  const problem = !gate.isMet && override !== null ? secondPersonProblem(override, 'advance-over-gate', by) : null;
  if (problem !== null) return problem;

  const events: CampaignEvent[] = [];
  if (!gate.isMet && override !== null) {
    const { reason, approvalId } = override;
    events.push({ type: 'GateOverridden', data: { phase, reason, approvalId, missing: gate.missing } });
  }
  events.push({ type: 'PhaseClosed', data: { phase, isOverridden: !gate.isMet } });
  const next = nextPhase(campaign, phase);
  const opensByItself = campaign.phases.some((one) => one.phase === next && one.opensOnDate);
  if (next !== null && !opensByItself) events.push({ type: 'PhaseOpened', data: { phase: next } });
  const closed = [...campaign.closed, phase];
  const last = campaign.phases.at(-1);
  if (campaign.phases.every((one) => closed.includes(one.phase)) && last !== undefined && at >= last.dueAt) {
    events.push({ type: 'CampaignClosed', data: {} });
  }
  return events;
}

/** I14: two people, this act, this request, and the reason that was approved. */
export function secondPersonProblem(
  { reason, approval, requestSha256 }: SecondPerson,
  act: 'advance-over-gate' | 'reopen-phase',
  by: string,
): Problem | null {
  if (isTooShort(reason)) return campaignProblems.reasonRequired();
  const problem = approvalProblem(approval, act, requestSha256, by);
  if (problem !== null) return problem;
  return approval.status !== 'unknown' && approval.reason === reason ? null : campaignProblems.reasonDiffers();
}

function openPhase({ phase, at }: Data<'OpenPhase'>, { phases, open, closed }: CampaignProcess): Decision {
  const planned = phases.find((one) => one.phase === phase);
  if (planned === undefined) return campaignProblems.phaseUnknown(phase);
  if (open.includes(phase) || closed.includes(phase)) return [];
  return at < planned.opensAt
    ? campaignProblems.tooEarly(phase, planned.opensAt)
    : [{ type: 'PhaseOpened', data: { phase } }];
}

/** with a second person, and only until treasury entry has begun. */
function reopenPhase(
  { phase, by, second, isTreasuryEntryOrdered }: Data<'ReopenPhase'>,
  campaign: CampaignProcess,
): Decision {
  if (!campaign.phases.some((one) => one.phase === phase)) return campaignProblems.phaseUnknown(phase);
  if (campaign.open.includes(phase)) return [];
  if (!campaign.closed.includes(phase)) return campaignProblems.phaseNotClosed(phase);
  if (isTreasuryEntryOrdered) return campaignProblems.treasuryEntryBegun();
  const problem = secondPersonProblem(second, 'reopen-phase', by);
  if (problem !== null) return problem;
  return [{ type: 'PhaseReopened', data: { phase, reason: second.reason, approvalId: second.approvalId } }];
}

/** Instants at which the bank acts; once they have passed there is nothing left to move. */
const bankInstants: readonly string[] = [deadlineKey.lastDeposit, deadlineKey.lock, deadlineKey.subsidyLock];

/** One deadline; no other moves with it. */
function moveDeadline({ deadline, toAt, reason, at }: Data<'MoveDeadline'>, campaign: CampaignProcess): Decision {
  const fromAt = deadlineAt(campaign, deadline);
  if (fromAt === null) return campaignProblems.deadlineUnknown();
  if (isTooShort(reason)) return campaignProblems.reasonRequired();
  const phase =
    campaign.phases.find((one) => one.phase === deadline)?.phase ??
    campaign.deadlines.find(({ key }) => key === deadline)?.phase;
  if (phase !== undefined && campaign.closed.includes(phase)) return campaignProblems.phaseClosed();
  if (bankInstants.includes(deadline) && fromAt <= at) return campaignProblems.deadlinePassed();
  if (fromAt === toAt) return [];
  if (toAt <= at) return campaignProblems.inThePast(at);
  const opensAt = campaign.phases.find((one) => one.phase === deadline)?.opensAt ?? 0;
  if (toAt <= opensAt) return campaignProblems.beforeItOpens(opensAt);
  return [{ type: 'DeadlineMoved', data: { deadline, fromAt, toAt, reason } }];
}

function setClock({ realAt, ...change }: Data<'SetClock'>, { isRehearsal, clock }: CampaignProcess): Decision {
  if (!isRehearsal) return campaignProblems.rehearsalOnly();
  if (change.speed !== null && !(change.speed > 0)) return campaignProblems.speedNotPositive();
  return [{ type: 'ClockSet', data: { clock: nextClock(clock, realAt, change) } }];
}

function closeCampaign({ at }: Data<'CloseCampaign'>, { status, phases, closed }: CampaignProcess): Decision {
  if (status === 'closed') return [];
  const last = phases.at(-1);
  if (last === undefined || phases.some(({ phase }) => !closed.includes(phase))) return campaignProblems.notAllClosed();
  return at < last.dueAt ? campaignProblems.closesLater(last.dueAt) : [{ type: 'CampaignClosed', data: {} }];
}
