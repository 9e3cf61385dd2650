import type { ReminderEvent } from '@canbao/domain/reminder/reminder.events';
import { sql } from 'kysely';

import { eventInstant } from '../event-instant.ts';
import { projectionOf } from '../projection.ts';

/** Reminders that went out, to whom and why. */
export const reminderProjection = projectionOf<ReminderEvent>()({
  name: 'reminder',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      position bigint not null,
      key text not null,
      kind text not null,
      subject text not null,
      to_role text not null,
      to_unit text collate "C" not null,
      why text not null,
      due_at timestamptz not null,
      sent_at timestamptz not null,
      instead jsonb not null,               -- keys of reminders this one speaks for
      primary key (campaign, position)
    )`,
  on: {
    ReminderIssued: ({ events, table }) => sql`
      insert into ${table} (campaign, position, key, kind, subject, to_role, to_unit, why, due_at, sent_at, instead)
      select campaign, position, data ->> 'key', data ->> 'kind', data ->> 'subject', data ->> 'toRole',
        data ->> 'toUnit', data ->> 'why', ${eventInstant('dueAt')}, occurred_at, data -> 'instead'
      from ${events}`,
  },
});
