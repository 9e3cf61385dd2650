import type { Role } from '../campaign/role.ts';

/** Stream `reminder-<32 hex of the key>`; the key makes a second sending impossible. Unit = whom it concerns. */
export type ReminderEvent = {
  readonly type: 'ReminderIssued';
  readonly data: {
    readonly key: string;
    readonly kind: 'opens' | 'soon' | 'due' | 'overdue' | 'escalated';
    /** What is due: a phase, a deadline key, or `holding/<agent>`. */
    readonly subject: string;
    readonly toRole: Role;
    readonly toUnit: string;
    readonly why: string;
    readonly dueAt: number;
    /** Keys of reminders that fell due meanwhile and are spoken for by this one. */
    readonly instead: readonly string[];
  };
};
