import { createHash } from 'node:crypto';

/** Stream of a reminder: named after its key, so a second one has no place to stand. */
export const reminderStream = (key: string): string =>
  `reminder-${createHash('sha256').update(key).digest('hex').slice(0, 18)}`;
