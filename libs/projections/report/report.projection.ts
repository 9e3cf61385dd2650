import type { ReportEvent } from '@canbao/domain/report/report.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Issued reports, as they were issued. */
export const reportProjection = projectionOf<ReportEvent>()({
  name: 'report',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      position bigint not null,
      kind text not null,
      on_date date not null,
      figures_position bigint not null,     -- the figures are the fold of the events before it
      measures jsonb not null,
      balances jsonb not null,
      behind jsonb not null,
      issued_at timestamptz not null,
      primary key (campaign, position)
    )`,
  on: {
    ReportIssued: ({ events, table }) => sql`
      insert into ${table} (campaign, position, kind, on_date, figures_position, measures, balances, behind, issued_at)
      select campaign, position, data ->> 'kind', (data ->> 'onDate')::date, (data ->> 'position')::bigint,
        jsonb_build_object('registered', data -> 'registered', 'deposited', data -> 'deposited', 'entered', data -> 'entered'),
        data -> 'balances', data -> 'behind', occurred_at
      from ${events}`,
  },
});
