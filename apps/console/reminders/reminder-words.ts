import type { MarkName } from '../look/mark.tsx';

type ReminderWords = { readonly zh: string; readonly en: string; readonly mark: MarkName };

/** The kinds of reminders, from the first to the last step up the line. */
export const reminderWords: Readonly<Record<string, ReminderWords>> = {
  opens: { zh: '开始', en: 'opens', mark: 'outline' },
  soon: { zh: '将到', en: 'soon due', mark: 'near' },
  due: { zh: '到期', en: 'due', mark: 'near' },
  overdue: { zh: '逾期', en: 'overdue', mark: 'late' },
  escalated: { zh: '上报', en: 'escalated', mark: 'late' },
};
