import type { TaskTableEvent } from '@canbao/domain/task/task.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Imported task tables: what is printed, what the rows add up to, who confirmed the difference. */
export const taskTableProjection = projectionOf<TaskTableEvent>()({
  name: 'task-table',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      table_stream text not null,           -- task-table-<n>
      imported_position bigint,
      rows jsonb,
      printed_total int,
      row_sum int,
      file_sha256 text,
      confirmed_position bigint,            -- null: not confirmed
      confirm_reason text,
      confirmed_by text,
      primary key (campaign, table_stream)
    )`,
  on: {
    TaskTableImported: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, table_stream, imported_position, rows, printed_total, row_sum, file_sha256)
      select distinct on (campaign, stream_name) campaign, stream_name, position, data -> 'rows',
        (data ->> 'printedTotal')::int, (data ->> 'rowSum')::int, data ->> 'fileSha256'
      from ${events} order by 1, 2, position desc
      on conflict (campaign, table_stream) do update set imported_position = excluded.imported_position,
        rows = excluded.rows, printed_total = excluded.printed_total, row_sum = excluded.row_sum,
        file_sha256 = excluded.file_sha256`,
    TaskTableConfirmed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, table_stream, confirmed_position, confirm_reason, confirmed_by)
      select distinct on (campaign, stream_name) campaign, stream_name, position, data ->> 'reason', actor
      from ${events} order by 1, 2, position desc
      on conflict (campaign, table_stream) do update set confirmed_position = excluded.confirmed_position,
        confirm_reason = excluded.confirm_reason, confirmed_by = excluded.confirmed_by`,
  },
});
