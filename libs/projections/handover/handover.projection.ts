import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import { sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** Hand-overs to the insurance bureau: sent, accepted, finished. */
export const handoverProjection = projectionOf<EnrolmentEvent | RegistrationEvent>()({
  name: 'handover',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      handover text not null,
      township text not null,
      people int,
      pages int,
      sent_at timestamptz,
      sent_position bigint,
      accepted_at timestamptz,
      finished_at timestamptz,
      enrolled int not null default 0,      -- the bureau's answers so far
      refused int not null default 0,
      primary key (campaign, handover)
    ) with (fillfactor = 50)`,
  on: {
    HandoverSent: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, handover, township, people, pages, sent_at, sent_position)
      select distinct on (campaign, data ->> 'handover') campaign, data ->> 'handover', split_part(unit, '/', 2),
        (data ->> 'people')::int, (data ->> 'pages')::int, occurred_at, position
      from ${events} order by 1, 2, position desc
      on conflict (campaign, handover) do update set people = excluded.people, pages = excluded.pages,
        sent_at = excluded.sent_at, sent_position = excluded.sent_position`,
    HandoverAccepted: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, handover, township, accepted_at)
      select campaign, data ->> 'handover', split_part(min(unit), '/', 2), min(occurred_at) from ${events} group by 1, 2
      on conflict (campaign, handover) do update set accepted_at = least(kept.accepted_at, excluded.accepted_at)`,
    EnrolmentFinished: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, handover, township, finished_at)
      select campaign, data ->> 'handover', split_part(min(unit), '/', 2), min(occurred_at) from ${events} group by 1, 2
      on conflict (campaign, handover) do update set finished_at = least(kept.finished_at, excluded.finished_at)`,
    RegistrationEnrolled: ({ events, table }) => answered(table, events, 'enrolled'),
    RegistrationRefused: ({ events, table }) => answered(table, events, 'refused'),
  },
});

const answered = (table: Sql, events: Sql, answer: 'enrolled' | 'refused'): Sql => sql`
  insert into ${table} as kept (campaign, handover, township, ${sql.ref(answer)})
  select campaign, data ->> 'handover', split_part(min(unit), '/', 2), count(*) from ${events} group by 1, 2
  on conflict (campaign, handover) do update set ${sql.ref(answer)} = kept.${sql.ref(answer)} + excluded.${sql.ref(answer)}`;
