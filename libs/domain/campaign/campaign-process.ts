import { act, deadlineSubject, earliest, phaseSubject, remindersOf } from './due.ts';
import type { Due, ReminderTimes } from './due.ts';
import type { CampaignClock } from './campaign-clock.ts';
import type { CampaignEvent, PlannedDeadline, PlannedPhase } from './campaign.events.ts';
import { phaseTitle } from './phase-title.ts';
import type { Phase } from './phase.ts';
import { townshipRoles } from './responsibility-line.ts';

/**
 * A county's campaign as its process carries it: the fold of stream `campaign-<K>`. It runs inside workflow code, so a
 * change here is a change of workflow code (temporal.md 9). Plan instants, epoch ms.
 */
export type CampaignProcess = {
  readonly status: 'unopened' | 'running' | 'closed';
  /** Events folded = version of the stream. */
  readonly version: number;
  readonly isRehearsal: boolean;
  readonly isPaused: boolean;
  readonly clock: CampaignClock;
  /** With the dates as they are now. */
  readonly phases: readonly PlannedPhase[];
  readonly deadlines: readonly PlannedDeadline[];
  readonly reportsAt: readonly number[];
  readonly reminders: ReminderTimes;
  /** Township codes. */
  readonly townships: readonly string[];
  /** A set, not one: phases may overlap. */
  readonly open: readonly Phase[];
  readonly closed: readonly Phase[];
};

export const unopenedCampaign: CampaignProcess = {
  status: 'unopened',
  version: 0,
  isRehearsal: false,
  isPaused: false,
  clock: { planStartAt: 0, realStartAt: 0, speed: 1, holdAt: null, heldBy: null },
  phases: [],
  deadlines: [],
  reportsAt: [],
  reminders: { soonMs: 0, overdueMs: 0, escalatedMs: 0 },
  townships: [],
  open: [],
  closed: [],
};

export function evolveCampaign(before: CampaignProcess, event: CampaignEvent): CampaignProcess {
  const process = { ...before, version: before.version + 1 };
  switch (event.type) {
    case 'CampaignOpened': {
      const { isRehearsal, clock, phases, deadlines, reportsAt, reminders, townships } = event.data;
      const codes = townships.map(({ code }) => code);
      return {
        ...process,
        status: 'running',
        isRehearsal,
        clock,
        phases,
        deadlines,
        reportsAt,
        reminders,
        townships: codes,
      };
    }
    case 'PhaseOpened':
    case 'PhaseReopened':
      return {
        ...process,
        open: [...process.open.filter((phase) => phase !== event.data.phase), event.data.phase],
        closed: process.closed.filter((phase) => phase !== event.data.phase),
      };
    case 'PhaseClosed':
      return {
        ...process,
        open: process.open.filter((phase) => phase !== event.data.phase),
        closed: [...process.closed, event.data.phase],
      };
    case 'GateOverridden':
      return process;
    case 'DeadlineMoved':
      return {
        ...process,
        phases: process.phases.map((one) =>
          one.phase === event.data.deadline ? { ...one, dueAt: event.data.toAt } : one,
        ),
        deadlines: process.deadlines.map((one) =>
          one.key === event.data.deadline ? { ...one, dueAt: event.data.toAt } : one,
        ),
      };
    case 'CampaignPaused':
      return { ...process, isPaused: true };
    case 'CampaignResumed':
      return { ...process, isPaused: false };
    case 'ClockSet':
      return { ...process, clock: event.data.clock };
    case 'CampaignClosed':
      return { ...process, status: 'closed' };
  }
}

/** Plan instant of a phase's end or of a named deadline, as it stands now; null when there is none. */
export function deadlineAt(
  { phases, deadlines }: Pick<CampaignProcess, 'phases' | 'deadlines'>,
  key: string,
): number | null {
  return phases.find(({ phase }) => phase === key)?.dueAt ?? deadlines.find((one) => one.key === key)?.dueAt ?? null;
}

/** The phase after this one in the plan that has not begun; null after the last. */
export function nextPhase({ phases, open, closed }: CampaignProcess, phase: Phase): Phase | null {
  const after = phases.slice(phases.findIndex((one) => one.phase === phase) + 1);
  return after.find((one) => !open.includes(one.phase) && !closed.includes(one.phase))?.phase ?? null;
}

/**
 * The earliest automatic act not yet done; undefined while paused, and when there is nothing left to do. `sent` holds
 * the keys of acts done. Nothing is dropped for being late (temporal.md 3). A campaign whose phases are all closed
 * closes at the end of its last one.
 */
export function nextDue(process: CampaignProcess, sent: readonly string[], now: number): Due | undefined {
  const { phases, deadlines, reminders, open, closed, isPaused, status } = process;
  if (isPaused || status !== 'running') return undefined;
  const opens = phases
    .filter(({ phase, opensOnDate }) => opensOnDate && !open.includes(phase) && !closed.includes(phase))
    .map(({ phase, opensAt }) => act('opens', { subject: phase, phase, title: phaseTitle(phase), at: opensAt }));
  const reports = process.reportsAt.map((at) => act('report', { subject: 'monday', phase: null, title: '周报告', at }));
  const last = phases.at(-1);
  const closes =
    last !== undefined && phases.every(({ phase }) => closed.includes(phase))
      ? [act('closes', { subject: 'campaign', phase: null, title: '征缴结束', at: last.dueAt })]
      : [];
  const subjects = [
    ...phases.filter(({ phase }) => open.includes(phase)).map((phase) => phaseSubject(phase, 'county-coordinator')),
    ...deadlines
      .filter(({ phase, owner }) => !closed.includes(phase) && !townshipRoles.includes(owner))
      .map(deadlineSubject),
  ];
  const acts = [...opens, ...reports, ...closes].filter(({ key }) => !sent.includes(key));
  return earliest([...acts, ...subjects.flatMap((subject) => remindersOf(subject, reminders, sent, now))]);
}
