import type { PlannedDeadline, PlannedPhase } from '../campaign/campaign.events.ts';
import { deadlineSubject, earliest, phaseSubject, remindersOf } from '../campaign/due.ts';
import type { Due, ReminderTimes } from '../campaign/due.ts';
import type { Phase } from '../campaign/phase.ts';
import { townshipRoles } from '../campaign/responsibility-line.ts';
import type { TownshipEvent } from './township.events.ts';

/** A township's campaign as its process carries it: the fold of stream `township-<T>`. Runs inside workflow code. */
export type TownshipProcess = {
  /** Events folded = version of the stream. */
  readonly version: number;
  readonly open: readonly Phase[];
  readonly closed: readonly Phase[];
  /** Highest round begun or done; 0 = none. */
  readonly firstCheck: 0 | 1 | 2;
  readonly handedOver: 0 | 1 | 2;
  readonly registerCheck: 0 | 1 | 2;
  readonly isFeedbackReturned: boolean;
  readonly isEnrolmentStarted: boolean;
  readonly isSettlementStarted: boolean;
};

/** What the county hands down: the plan with its dates as they are now, and whether it is paused. */
export type TownshipPlan = {
  readonly phases: readonly PlannedPhase[];
  readonly deadlines: readonly PlannedDeadline[];
  readonly reminders: ReminderTimes;
  readonly isPaused: boolean;
};

export const idleTownship: TownshipProcess = {
  version: 0,
  open: [],
  closed: [],
  firstCheck: 0,
  handedOver: 0,
  registerCheck: 0,
  isFeedbackReturned: false,
  isEnrolmentStarted: false,
  isSettlementStarted: false,
};

export function evolveTownship(before: TownshipProcess, event: TownshipEvent): TownshipProcess {
  const process = { ...before, version: before.version + 1 };
  switch (event.type) {
    case 'TownshipPhaseOpened':
    case 'TownshipPhaseReopened':
      return {
        ...process,
        open: [...process.open.filter((phase) => phase !== event.data.phase), event.data.phase],
        closed: process.closed.filter((phase) => phase !== event.data.phase),
      };
    case 'TownshipPhaseClosed':
      return {
        ...process,
        open: process.open.filter((phase) => phase !== event.data.phase),
        closed: [...process.closed, event.data.phase],
      };
    case 'TownshipGateOverridden':
      return process;
    case 'FirstCheckStarted':
      return { ...process, firstCheck: event.data.round };
    case 'RoundHandedOver':
      return { ...process, handedOver: event.data.round };
    case 'RegisterCheckStarted':
      return { ...process, registerCheck: event.data.round };
    case 'FeedbackReturned':
      return { ...process, isFeedbackReturned: true };
    case 'EnrolmentStarted':
      return { ...process, isEnrolmentStarted: true };
    case 'SettlementStarted':
      return { ...process, isSettlementStarted: true };
  }
}

/**
 * The earliest reminder of this township not yet sent: of its own open phases, to its office; and of the
 * deadlines that its people owe. undefined while the county pauses.
 */
export function nextTownshipDue(
  { open, closed }: TownshipProcess,
  { phases, deadlines, reminders, isPaused }: TownshipPlan,
  sent: readonly string[],
  now: number,
): Due | undefined {
  if (isPaused) return undefined;
  const subjects = [
    ...phases.filter(({ phase }) => open.includes(phase)).map((phase) => phaseSubject(phase, 'township-office')),
    ...deadlines
      .filter(({ phase, owner }) => !closed.includes(phase) && townshipRoles.includes(owner))
      .map(deadlineSubject),
  ];
  return earliest(subjects.flatMap((subject) => remindersOf(subject, reminders, sent, now)));
}
