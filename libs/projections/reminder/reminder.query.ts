import type { Role } from '@canbao/domain/campaign/role';
import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** `dueAt` and `sentAt` are epoch ms on the plan's clock. */
export type Reminder = {
  readonly position: number;
  readonly key: string;
  readonly kind: 'opens' | 'soon' | 'due' | 'overdue' | 'escalated';
  readonly subject: string;
  readonly toRole: Role;
  readonly toUnit: string;
  readonly why: string;
  readonly dueAt: number;
  readonly sentAt: number;
  readonly instead: readonly string[];
};

export type ReminderFilter = {
  /** Units whose reminders (at or below) are meant; absent = the whole campaign. */
  readonly units?: readonly string[];
  /** Only those to these roles; absent = to any. */
  readonly roles?: readonly Role[];
};

const filtered = (handle: ReadingHandle, { units, roles }: ReminderFilter): RawBuilder<unknown> => sql`
  from ${tableIn(handle, 'reminder')}
  where campaign = ${handle.campaign}
    and (${units ?? null}::text[] is null or exists (
      select from unnest(${units ?? null}::text[]) u (unit) where to_unit = u.unit or starts_with(to_unit, u.unit || '/')))
    and (${roles ?? null}::text[] is null or to_role = any(${roles ?? null}::text[]))`;

/** Newest first. */
const newest = (handle: ReadingHandle, filter: ReminderFilter, limit: number): Promise<readonly Reminder[]> =>
  read(
    handle,
    sql<Reminder>`
      select position, key, kind, subject, to_role as "toRole", to_unit as "toUnit", why,
        ${epochMs('due_at')} as "dueAt", ${epochMs('sent_at')} as "sentAt", instead
      ${filtered(handle, filter)}
      order by position desc limit ${limit}`,
  );

const counts = (handle: ReadingHandle, filter: ReminderFilter): Promise<{ sent: number; escalated: number }> =>
  readOne(
    handle,
    sql<{ sent: number; escalated: number }>`
      select count(*)::int as sent, (count(*) filter (where kind = 'escalated'))::int as escalated
      ${filtered(handle, filter)}`,
  );

export const reminderQuery = { newest, counts };
