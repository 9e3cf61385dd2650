import { phaseTitle } from './phase-title.ts';
import type { Phase } from './phase.ts';
import { responsibilityLine } from './responsibility-line.ts';
import type { Role } from './role.ts';
import type { PlannedDeadline, PlannedPhase } from './campaign.events.ts';

/**
 * An automatic act of a process (temporal.md, sketch A). Replayed code: instants are plan instants in epoch ms, keys
 * hold the instant they were due at, so that a moved deadline makes new acts and an act done is never repeated.
 */
export type Due = {
  readonly key: string;
  readonly kind: 'opens' | 'closes' | 'report' | ReminderKind;
  /** A phase, the key of a deadline, `campaign` (closes) or `monday` (report). */
  readonly subject: string;
  readonly phase: Phase | null;
  readonly title: string;
  readonly at: number;
  /** What the reminder is about; equals `at` for other acts. */
  readonly dueAt: number;
  /** Whom a reminder goes to; null for other acts. */
  readonly toRole: Role | null;
  /** Kinds of gate items that keep the subject open; nothing of them is missing = nobody needs the reminder. */
  readonly waitsFor: readonly string[];
  /** Keys of reminders of this subject that fell due meanwhile and are spoken for by this one. */
  readonly instead: readonly string[];
};

export type ReminderKind = 'soon' | 'due' | 'overdue' | 'escalated';

/** Plan ms before and after the due instant. */
export type ReminderTimes = { readonly soonMs: number; readonly overdueMs: number; readonly escalatedMs: number };

type Subject = Pick<Due, 'subject' | 'phase' | 'title' | 'dueAt' | 'waitsFor'> & {
  readonly owner: Role;
  /** A cut-off comes by itself: it cannot be overdue. */
  readonly isCutOff: boolean;
};

export const act = (
  kind: 'opens' | 'closes' | 'report',
  { subject, phase, title, at }: Pick<Due, 'subject' | 'phase' | 'title' | 'at'>,
): Due => ({
  key: `${subject}/${kind}/${at}`,
  kind,
  subject,
  phase,
  title,
  at,
  dueAt: at,
  toRole: null,
  waitsFor: [],
  instead: [],
});

/** The end of a phase, owed by `owner`. */
export const phaseSubject = ({ phase, dueAt }: PlannedPhase, owner: Role): Subject => ({
  subject: phase,
  phase,
  title: phaseTitle(phase),
  dueAt,
  waitsFor: [],
  owner,
  isCutOff: false,
});

export const deadlineSubject = ({ key, phase, title, dueAt, waitsFor, owner }: PlannedDeadline): Subject => ({
  subject: key,
  phase,
  title,
  dueAt,
  waitsFor,
  owner,
  isCutOff: waitsFor.length === 0,
});

/**
 * The reminders of a subject that are still to go out: of several late ones only the last, which names the
 * others; then those to come.
 */
export function remindersOf(of: Subject, times: ReminderTimes, sent: readonly string[], now: number): readonly Due[] {
  const above = responsibilityLine[of.owner];
  const reminder = (kind: ReminderKind, at: number, toRole: Role): Due => {
    const { subject, phase, title, dueAt, waitsFor } = of;
    return { key: `${subject}/${kind}/${at}`, kind, subject, phase, title, at, dueAt, toRole, waitsFor, instead: [] };
  };
  const all = [reminder('soon', of.dueAt - times.soonMs, of.owner), reminder('due', of.dueAt, of.owner)];
  if (!of.isCutOff) {
    all.push(reminder('overdue', of.dueAt + times.overdueMs, of.owner));
    if (above !== null) all.push(reminder('escalated', of.dueAt + times.escalatedMs, above));
  }
  const late = all.filter(({ at }) => at <= now);
  const last = late.at(-1);
  const lastOne =
    last === undefined || sent.includes(last.key)
      ? []
      : [
          {
            ...last,
            instead: late
              .slice(0, -1)
              .map(({ key }) => key)
              .filter((key) => !sent.includes(key)),
          },
        ];
  return [...lastOne, ...all.filter(({ at, key }) => at > now && !sent.includes(key))];
}

/** The earliest; of equal instants the first by key, so that a replay chooses alike. */
export const earliest = (all: readonly Due[]): Due | undefined =>
  all.reduce<Due | undefined>(
    (first, one) =>
      first === undefined || one.at < first.at || (one.at === first.at && one.key < first.key) ? one : first,
    undefined,
  );
