import { secondPersonProblem } from '../campaign/campaign.decider.ts';
import { campaignProblems } from '../campaign/campaign.problems.ts';
import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import { evolveTownship, idleTownship } from './township-process.ts';
import type { TownshipProcess } from './township-process.ts';
import type { TownshipCommand } from './township.commands.ts';
import type { TownshipEvent } from './township.events.ts';
import { townshipProblems } from './township.problems.ts';

type Data<Type extends TownshipCommand['type']> = Extract<TownshipCommand, { type: Type }>['data'];
type Decision = readonly TownshipEvent[] | Problem;

/** a township's phases are its own: its rounds of screening, in order. */
export const townshipDecider: Decider<TownshipProcess, TownshipCommand, TownshipEvent> = {
  initial: idleTownship,
  decide(command, township) {
    switch (command.type) {
      case 'FollowCounty':
        return followCounty(command.data, township);
      case 'ReopenTownshipPhase':
        if (township.open.includes(command.data.phase)) return [];
        if (!township.closed.includes(command.data.phase)) return townshipProblems.phaseNotClosed(command.data.phase);
        return [{ type: 'TownshipPhaseReopened', data: { phase: command.data.phase } }];
      case 'AdvanceTownshipPhase':
        return advancePhase(command.data, township);
      case 'StartFirstCheck':
        return startFirstCheck(command.data, township);
      case 'HandOver':
        return handOver(command.data, township);
      case 'StartRegisterCheck':
        return startRegisterCheck(command.data, township);
      case 'ReturnFeedback':
        return returnFeedback(command.data, township);
      case 'StartEnrolment':
        return startEnrolment(command.data, township);
      case 'StartSettlement':
        if (township.isSettlementStarted) return [];
        if (!township.open.includes('resolve')) return townshipProblems.phaseNotOpen('resolve');
        return [{ type: 'SettlementStarted', data: {} }];
    }
  },
  evolve: evolveTownship,
};

/** A township that is ahead stays ahead; one that lags keeps what it is named for. */
function followCounty({ open, closed, keepsOpen }: Data<'FollowCounty'>, township: TownshipProcess): Decision {
  const known = [...township.open, ...township.closed];
  return [
    ...closed
      .filter((phase) => !township.closed.includes(phase) && !keepsOpen.includes(phase))
      .map((phase) => ({ type: 'TownshipPhaseClosed', data: { phase, isOverridden: false } }) as const),
    ...open
      .filter((phase) => !known.includes(phase))
      .map((phase) => ({ type: 'TownshipPhaseOpened', data: { phase } }) as const),
  ];
}

function advancePhase(
  { phase, by, gate, override, phases }: Data<'AdvanceTownshipPhase'>,
  township: TownshipProcess,
): Decision {
  if (township.closed.includes(phase)) return [];
  if (!township.open.includes(phase)) return townshipProblems.phaseNotOpen(phase);
  if (!gate.isMet && override === null) return campaignProblems.gateNotMet(gate);
  const problem = !gate.isMet && override !== null ? secondPersonProblem(override, 'advance-over-gate', by) : null;
  if (problem !== null) return problem;

  const events: TownshipEvent[] = [];
  if (!gate.isMet && override !== null) {
    const { reason, approvalId } = override;
    events.push({ type: 'TownshipGateOverridden', data: { phase, reason, approvalId, missing: gate.missing } });
  }
  events.push({ type: 'TownshipPhaseClosed', data: { phase, isOverridden: !gate.isMet } });
  const next = phases.slice(phases.indexOf(phase) + 1).find((one) => !township.closed.includes(one));
  if (next !== undefined && !township.open.includes(next))
    events.push({ type: 'TownshipPhaseOpened', data: { phase: next } });
  return events;
}

function startFirstCheck({ round }: Data<'StartFirstCheck'>, township: TownshipProcess): Decision {
  if (township.firstCheck >= round) return [];
  if (!township.open.includes('screen')) return townshipProblems.phaseNotOpen('screen');
  if (round === 2 && !township.isFeedbackReturned) return townshipProblems.previousRoundMissing();
  return [{ type: 'FirstCheckStarted', data: { round } }];
}

/** one list per township and round, whole, and no row on it that lacks a key field. */
function handOver({ round, people, lacking, unchecked }: Data<'HandOver'>, township: TownshipProcess): Decision {
  if (township.handedOver >= round) return [];
  if (!township.open.includes('screen')) return townshipProblems.phaseNotOpen('screen');
  if (township.firstCheck < round) return townshipProblems.notFirstChecked(round);
  if (unchecked > 0) return townshipProblems.notWhole(unchecked);
  if (lacking > 0) return townshipProblems.keyFieldMissing(lacking);
  return [{ type: 'RoundHandedOver', data: { round, people } }];
}

/** Round 1 belongs to screen, round 2 to enroll (section 3 of the domain). */
function startRegisterCheck({ round }: Data<'StartRegisterCheck'>, township: TownshipProcess): Decision {
  if (township.registerCheck >= round) return [];
  const phase = round === 1 ? 'screen' : 'enroll';
  if (!township.open.includes(phase)) return townshipProblems.phaseNotOpen(phase);
  if (township.handedOver < round) return townshipProblems.notHandedOver();
  return [{ type: 'RegisterCheckStarted', data: { round } }];
}

function returnFeedback({ round, people, isFinished }: Data<'ReturnFeedback'>, township: TownshipProcess): Decision {
  if (round === 2) return townshipProblems.noFeedbackInRound();
  if (township.isFeedbackReturned) return [];
  if (township.registerCheck < 1 || !isFinished) return townshipProblems.notAnswered();
  return [{ type: 'FeedbackReturned', data: { round, people } }];
}

function startEnrolment(
  { handover, isAccountLocked, isClosingStatementTaken }: Data<'StartEnrolment'>,
  township: TownshipProcess,
): Decision {
  if (township.isEnrolmentStarted) return [];
  if (!township.open.includes('enroll')) return townshipProblems.phaseNotOpen('enroll');
  if (township.handedOver < 2) return townshipProblems.notHandedOver();
  if (!isAccountLocked) return townshipProblems.accountNotLocked();
  if (!isClosingStatementTaken) return townshipProblems.closingStatementMissing();
  return [{ type: 'EnrolmentStarted', data: { handover } }];
}
